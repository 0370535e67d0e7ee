package dev.slipway.rehearsal;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds exchanges against GitHub's own OpenAPI description.
///
/// It is on where that description lies in the inputs folder, and off with `-Dslipway.contract=off`.
public final class Contract implements ExchangeListener {
  private static final Pattern OPEN_ENDED =
      Pattern.compile("(/repos/[^/]+/[^/]+/(?:contents|git/ref|git/refs|git/matching-refs|releases/tags|commits|compare)/)(.+)");
  private static final AtomicLong CHECKED = new AtomicLong();

  private final List<String> violations = new CopyOnWriteArrayList<>();

  /// Loads the description once, when the first exchange is checked.
  private static final class Loaded {
    private static final Logger NOISE = Logger.getLogger("com.networknt.schema");

    static {
      NOISE.setLevel(Level.SEVERE);
    }

    static final OpenApiInteractionValidator VALIDATOR =
        OpenApiInteractionValidator.createForInlineApiSpecification(Description.read(description()))
            .withLevelResolver(
                LevelResolver.create()
                    // 404, 410, 422, 304 and 5xx are answered as GitHub does, documented or not.
                    .withLevel("validation.response.status.unknown", ValidationReport.Level.IGNORE)
                    // A workflow may be named by its file, which the check reads as broken JSON.
                    .withLevel("validation.request.parameter.schema.invalidJson", ValidationReport.Level.IGNORE)
                    // `created` takes ranges such as `>=…`.
                    .withLevel(
                        "validation.request.parameter.schema.format.date-time", ValidationReport.Level.IGNORE)
                    // GitHub asks for `application/vnd.github+json`; its description names only what comes back.
                    .withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE)
                    // github-api sends `{}` where no body is expected.
                    .withLevel("validation.request.body.unexpected", ValidationReport.Level.IGNORE)
                    // For some calls 401 is described without the body it has.
                    .withLevel("validation.response.body.unexpected", ValidationReport.Level.IGNORE)
                    .build())
            .build();

    private Loaded() {}
  }

  static Path description() {
    return Path.of(System.getProperty("slipway.inputs", "../shared"), "openapi", "github.json");
  }

  /// Why nothing is checked; empty when everything is.
  public static Optional<String> skipped() {
    if (System.getProperty("slipway.contract", "on").equals("off")) {
      return Optional.of("the contract with GitHub's API was not checked: -Dslipway.contract=off");
    }
    return Files.exists(description())
        ? Optional.empty()
        : Optional.of("the contract with GitHub's API was not checked: there is no " + description());
  }

  /// How many exchanges were checked in this JVM.
  static long checked() {
    return CHECKED.get();
  }

  /// What did not hold, exchange by exchange.
  public List<String> violations() {
    return List.copyOf(violations);
  }

  @Override
  public void answered(Exchange exchange) {
    if (skipped().isPresent() || !described(exchange)) {
      return;
    }
    ValidationReport report =
        exchange.upload()
            ? Loaded.VALIDATOR.validateResponse(path(exchange), Request.Method.POST, response(exchange))
            : exchange.status() >= 400
                // A wrong request is refused as it should be: its answer is what has to be right.
                ? Loaded.VALIDATOR.validateResponse(
                    path(exchange), Request.Method.valueOf(exchange.method()), response(exchange))
                : Loaded.VALIDATOR.validate(request(exchange), response(exchange));
    CHECKED.incrementAndGet();
    report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .forEach(
            message ->
                violations.add(
                    "%s %s %s -> %d: %s: %s"
                        .formatted(
                            exchange.method(),
                            exchange.path(),
                            exchange.query(),
                            exchange.status(),
                            message.getKey(),
                            message.getMessage())));
  }

  /// The root folder of a repository has no path of its own in the description, and neither has a call GitHub does
  /// not know.
  ///
  /// This copy of the description leaves out opening a pull request and reading one issue; what it says of a refused change of
  /// a file are two schemas that both fit, of which it wants one.
  private static boolean described(Exchange exchange) {
    boolean leftOut = exchange.path().matches("/repos/[^/]+/[^/]+/(pulls|issues/\\d+)");
    // A file asked for raw is no JSON; the description has only words for that.
    boolean raw = exchange.responseHeaders().getOrDefault("content-type", List.of()).stream().anyMatch(type -> type.contains(".raw"));
    boolean conflict = exchange.method().equals("PUT") && exchange.status() == 409;
    return !leftOut && !conflict && !raw && !exchange.path().endsWith("/contents") && !exchange.path().endsWith("/contents/")
        && !(exchange.status() == 404 && exchange.responseBody().contains("Not Found"));
  }

  /// The path as the description can match it: there a variable never holds a slash.
  private static String path(Exchange exchange) {
    if (exchange.path().endsWith("/pulls")) { // of one commit, whose path is no open end
      return exchange.path();
    }
    Matcher rest = OPEN_ENDED.matcher(exchange.path());
    return rest.matches() ? rest.group(1) + rest.group(2).replace('/', '_') : exchange.path();
  }

  private static Request request(Exchange exchange) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), path(exchange));
    exchange.query().forEach(request::withQueryParam);
    for (Map.Entry<String, List<String>> header : exchange.requestHeaders().entrySet()) {
      // An asset is asked for as octet-stream, and answered with a redirection that has no media type.
      if (!header.getKey().equals("accept") || exchange.status() != 302) {
        // GitHub recommends its own media type for JSON; the description says plain JSON.
        request.withHeader(
            header.getKey(),
            header.getValue().stream()
                .map(value -> value.replace("application/vnd.github+json", "application/json"))
                .toList());
      }
    }
    if (!exchange.requestBody().isEmpty()) {
      request.withBody(exchange.requestBody());
    }
    // A media type means nothing without a body, but the check wants one for every call that may have a body.
    if (!exchange.method().equals("GET")) {
      request.withContentType("application/json");
    }
    return request.build();
  }

  private static SimpleResponse response(Exchange exchange) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
    // The description has no body for a refused upload; GitHub sends the usual one.
    if (!exchange.responseBody().isEmpty() && !(exchange.upload() && exchange.status() == 422)) {
      // GitHub shows the rest of a broken upload as `starter`, which the description leaves out.
      response
          .withContentType("application/json")
          .withBody(exchange.responseBody().replace("\"state\":\"starter\"", "\"state\":\"open\""));
    }
    return response.build();
  }
}
