package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The calls about issues and pull requests, and those that change a file.
final class ContributionRoutes {
  private static final Pattern NAMED = Pattern.compile("\\(#(\\d{1,9})\\)$");
  private static final Pattern MENTIONED = Pattern.compile("#(\\d{1,9})\\b");

  private final Hub hub;
  private final Addresses addresses;
  private final ContributionJson json;
  private final HistoryJson history;

  ContributionRoutes(Hub hub, Addresses addresses, ContributionJson json, HistoryJson history) {
    this.hub = hub;
    this.addresses = addresses;
    this.json = json;
    this.history = history;
  }

  /// To be asked before the routes of a repository, whose commits take any path.
  void addTo(Routes routes) {
    String repo = "/repos/{owner}/{repo}";
    routes.add("PUT", repo + "/contents/{path*}", call -> hub.guarded(() -> write(call)));
    routes.add("GET", repo + "/issues/{number}", call -> hub.guarded(() -> issue(call)));
    routes.add("POST", repo + "/pulls", call -> hub.guarded(() -> open(call)));
    routes.add("GET", repo + "/commits/{sha}/pulls", call -> hub.guarded(() -> of(call)));
    routes.add("GET", repo + "/git/tags/{sha}", call -> {
      hub.guarded(() -> hub.repository(call));
      throw Refusal.notFound(); // no tag of the rehearsal is an object of its own
    });
  }

  private Answer write(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    String branch = call.body().path("branch").asText("main");
    String message = call.body().path("message").asText("");
    History.Made head =
        repository.history().resolve("refs/heads/" + branch)
            .orElseThrow(() -> Refusal.of(404, "Branch " + branch + " not found"));
    if (message.isBlank()) {
      throw Refusal.invalid("Commit", "missing_field", "message");
    }
    String path = call.variable("path");
    Optional<String> before = SourceTree.of(repository.project(), head).file(path);
    String sha = call.body().path("sha").asText("");
    if (before.isPresent() && sha.isEmpty()) {
      throw Refusal.of(422, "Invalid request.\n\n\"sha\" wasn't supplied.");
    }
    if (!sha.equals(before.map(ContributionRoutes::blob).orElse(""))) {
      throw Refusal.of(409, path + " does not match " + sha);
    }
    String text;
    try {
      text = new String(Base64.getMimeDecoder().decode(call.body().path("content").asText("")), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(422, "content is not valid Base64");
    }
    History.Made made = repository.history().commit(branch, Hub.account(), Hub.now(), message, path, text);
    ObjectNode changed =
        json.change(
            history.entry(repository.project(), path, branch, "file", text, false),
            history.commit(repository.project(), made));
    return before.isPresent() ? Answer.ok(changed) : Answer.created(changed);
  }

  private Answer issue(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    int number = (int) Math.min(Integer.MAX_VALUE, call.id("number"));
    Optional<OpenedPullRequest> request =
        repository.pullRequests().stream().filter(one -> one.number() == number).findFirst().or(() -> merged(repository, number));
    if (request.isPresent()) {
      return Answer.ok(json.issue(repository.project(), request.get(), true));
    }
    return Answer.ok(json.issue(repository.project(), mentioned(repository, number).orElseThrow(Refusal::notFound), false));
  }

  /// A pull request that a squash merge names at the end of its first line.
  private static Optional<OpenedPullRequest> merged(HostedRepository repository, int number) {
    return log(repository).stream()
        .filter(commit -> number(commit) == number)
        .findFirst()
        .map(ContributionRoutes::merged);
  }

  private static OpenedPullRequest merged(History.Made commit) {
    String subject = commit.message().lines().findFirst().orElse("");
    return new OpenedPullRequest(
        number(commit), subject.replaceFirst(" \\(#\\d+\\)$", ""), "", commit.author(), "topic-" + number(commit), commit.sha(),
        "main", false, commit.date());
  }

  /// An issue that some message speaks of; one that is not closed by it is open still.
  private static Optional<OpenedPullRequest> mentioned(HostedRepository repository, int number) {
    for (History.Made commit : log(repository)) {
      Matcher mention = MENTIONED.matcher(commit.message());
      while (mention.find()) {
        if (Integer.parseInt(mention.group(1)) == number) {
          String before = commit.message().substring(Math.max(0, mention.start() - 10), mention.start()).toLowerCase(java.util.Locale.ROOT);
          boolean closed = before.matches("(?s).*(close|fix|resolve)[a-z]* $");
          return Optional.of(
              new OpenedPullRequest(
                  number, "Told in " + commit.sha().substring(0, 7), "", commit.author(), "", commit.sha(), "main", !closed,
                  commit.date()));
        }
      }
    }
    return Optional.empty();
  }

  private Answer open(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    String head = call.body().path("head").asText("");
    String base = call.body().path("base").asText("");
    String title = call.body().path("title").asText("");
    History.Made from =
        repository.history().resolve("refs/heads/" + head).orElseThrow(() -> Refusal.invalid("PullRequest", "invalid", "head"));
    History.Made into =
        repository.history().resolve("refs/heads/" + base).orElseThrow(() -> Refusal.invalid("PullRequest", "invalid", "base"));
    if (title.isBlank()) {
      throw Refusal.invalid("PullRequest", "missing_field", "title");
    }
    if (repository.history().between(into, from).ahead().isEmpty()) {
      throw Refusal.custom("PullRequest", "No commits between " + base + " and " + head);
    }
    if (repository.pullRequests().stream().anyMatch(one -> one.open() && one.branch().equals(head))) {
      throw Refusal.custom("PullRequest", "A pull request already exists for " + repository.project().repository().owner() + ":" + head + ".");
    }
    int number = 1 + Math.max(
        log(repository).stream().mapToInt(ContributionRoutes::number).max().orElse(0),
        repository.pullRequests().stream().mapToInt(OpenedPullRequest::number).max().orElse(0));
    OpenedPullRequest request =
        new OpenedPullRequest(
            number, title, call.body().path("body").asText(""), Hub.account(), head, from.sha(), base, true, Hub.now());
    repository.pullRequests().add(request);
    return Answer.created(json.pullRequest(repository.project(), request));
  }

  private Answer of(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    History.Made commit =
        repository.history().resolve(call.variable("sha")).orElseThrow(() -> Refusal.of(422, "No commit found for SHA: " + call.variable("sha")));
    List<OpenedPullRequest> requests = number(commit) > 0 ? List.of(merged(commit)) : List.of();
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    Page<OpenedPullRequest> page =
        Page.of(requests, call, addresses.api() + "/repositories/" + repository.project().id() + "/commits/" + commit.sha() + "/pulls", 30);
    page.items().forEach(request -> found.add(json.pullRequest(repository.project(), request)));
    return new Answer.Json(200, found, page.links());
  }

  private static List<History.Made> log(HostedRepository repository) {
    return repository.history().log(repository.history().resolve("main").orElseThrow());
  }

  private static int number(History.Made commit) {
    Matcher named = NAMED.matcher(commit.message().lines().findFirst().orElse(""));
    return named.find() ? Integer.parseInt(named.group(1)) : 0;
  }

  private static String blob(String text) {
    return History.sha1("blob " + text.getBytes(StandardCharsets.UTF_8).length + "\0" + text);
  }
}
