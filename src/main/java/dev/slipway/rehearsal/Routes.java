package dev.slipway.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which call is answered by whom.
final class Routes {

  /// Answers one sort of call.
  @FunctionalInterface
  interface Handler {
    Answer answer(Call call) throws Refusal, IOException;
  }

  private record Route(String method, Pattern path, List<String> variables, Handler handler) {}

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\*?)}");

  private final List<Route> routes = new ArrayList<>();

  /// Adds a route.
  ///
  /// @param template the path; `{name}` stands for one part of it, `{name*}` for the rest
  void add(String method, String template, Handler handler) {
    List<String> variables = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(template);
    int from = 0;
    while (matcher.find()) {
      pattern.append(Pattern.quote(template.substring(from, matcher.start())));
      pattern.append(matcher.group(2).isEmpty() ? "([^/]+)" : "(.*)");
      variables.add(matcher.group(1));
      from = matcher.end();
    }
    pattern.append(Pattern.quote(template.substring(from)));
    routes.add(new Route(method, Pattern.compile(pattern.toString()), List.copyOf(variables), handler));
  }

  /// Answers a call, or refuses it as GitHub does what it does not know.
  Answer answer(Call call) throws Refusal, IOException {
    for (Route route : routes) {
      if (route.method().equals(call.method())) {
        Matcher matcher = route.path().matcher(call.path());
        if (matcher.matches()) {
          Map<String, String> variables = new LinkedHashMap<>();
          for (int i = 0; i < route.variables().size(); i++) {
            variables.put(route.variables().get(i), matcher.group(i + 1));
          }
          return route.handler().answer(call.with(Map.copyOf(variables)));
        }
      }
    }
    throw Refusal.notFound();
  }
}
