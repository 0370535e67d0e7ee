package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The calls about a repository, its files, its history and its tags.
final class RepositoryRoutes {
  private static final int COMPARED_WITHOUT_PAGING = 250;

  private final Hub hub;
  private final Addresses addresses;
  private final RepositoryJson repositories;
  private final HistoryJson json;
  private final BiConsumer<HostedRepository, String> tagPushed;

  /// @param tagPushed told of each new tag
  RepositoryRoutes(
      Hub hub,
      Addresses addresses,
      RepositoryJson repositories,
      HistoryJson json,
      BiConsumer<HostedRepository, String> tagPushed) {
    this.hub = hub;
    this.addresses = addresses;
    this.repositories = repositories;
    this.json = json;
    this.tagPushed = tagPushed;
  }

  void addTo(Routes routes) {
    String repo = "/repos/{owner}/{repo}";
    routes.add("GET", repo, call -> hub.guarded(() -> repository(call)));
    routes.add("GET", repo + "/contents", call -> hub.guarded(() -> contents(call)));
    routes.add("GET", repo + "/contents/{path*}", call -> hub.guarded(() -> contents(call)));
    routes.add("GET", repo + "/branches", call -> hub.guarded(() -> branches(call)));
    routes.add("GET", repo + "/tags", call -> hub.guarded(() -> tags(call)));
    routes.add("GET", repo + "/commits", call -> hub.guarded(() -> commits(call)));
    routes.add("GET", repo + "/commits/{ref*}", call -> hub.guarded(() -> commit(call)));
    routes.add("GET", repo + "/compare/{basehead*}", call -> hub.guarded(() -> compare(call)));
    routes.add("GET", repo + "/git/ref/{ref*}", call -> hub.guarded(() -> reference(call)));
    routes.add("GET", repo + "/git/matching-refs/{ref*}", call -> hub.guarded(() -> matching(call)));
    routes.add("POST", repo + "/git/refs", call -> hub.guarded(() -> createReference(call)));
    routes.add("DELETE", repo + "/git/refs/{ref*}", call -> hub.guarded(() -> deleteReference(call)));
    routes.add("GET", repo + "/attestations/{digest}", call -> hub.guarded(() -> attestations(call)));
    routes.add("GET", repo + "/immutable-releases", call -> hub.guarded(() -> immutableReleases(call)));
  }

  private Answer repository(Call call) throws Refusal {
    return Answer.ok(repositories.full(hub.repository(call).project(), call.authorized()));
  }

  private Answer contents(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    String ref = call.parameter("ref").orElse("main");
    History.Made commit =
        repository.history().resolve(ref).orElseThrow(() -> Refusal.of(404, "No commit found for the ref " + ref));
    SourceTree tree = SourceTree.of(repository.project(), commit);
    String path = call.variable("path").replaceAll("/+$", "");
    Optional<String> file = tree.file(path);
    if (file.isPresent() && call.accept().contains(".raw")) {
      return new Answer.Bytes(file.get().getBytes(StandardCharsets.UTF_8), call.accept().split("[,;]")[0].strip());
    }
    if (file.isPresent()) {
      return Answer.ok(json.entry(repository.project(), path, ref, "file", file.get(), true));
    }
    List<String> names = tree.folder(path);
    if (names.isEmpty()) {
      throw Refusal.notFound();
    }
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      String plain = name.replaceAll("/$", "");
      String below = path.isEmpty() ? plain : path + "/" + plain;
      entries.add(
          json.entry(
              repository.project(), below, ref, name.endsWith("/") ? "dir" : "file", tree.file(below).orElse(""), false));
    }
    return Answer.ok(entries);
  }

  private Answer branches(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return page(
        repository.history().branches().entrySet().stream()
            .map(branch -> json.branch(repository.project(), branch.getKey(), branch.getValue()))
            .toList(),
        call,
        repository,
        "/branches");
  }

  private Answer tags(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return page(
        repository.history().tags().reversed().entrySet().stream()
            .map(tag -> json.tag(repository.project(), tag.getKey(), tag.getValue()))
            .toList(),
        call,
        repository,
        "/tags");
  }

  private Answer commits(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    History.Made head =
        repository.history().resolve(call.parameter("sha").orElse("HEAD")).orElseThrow(Refusal::notFound);
    return page(
        repository.history().log(head).stream().map(commit -> json.commit(repository.project(), commit)).toList(),
        call,
        repository,
        "/commits");
  }

  private Answer commit(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    String ref = call.variable("ref");
    History.Made commit =
        repository.history().resolve(ref).orElseThrow(() -> Refusal.of(422, "No commit found for SHA: " + ref));
    ObjectNode found = json.commit(repository.project(), commit);
    found.putObject("stats").put("total", 0).put("additions", 0).put("deletions", 0);
    found.putArray("files");
    return Answer.ok(found);
  }

  private Answer compare(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    String basehead = call.variable("basehead");
    int dots = basehead.indexOf("...");
    if (dots < 0) {
      throw Refusal.notFound();
    }
    History history = repository.history();
    History.Made base = history.resolve(basehead.substring(0, dots)).orElseThrow(Refusal::notFound);
    History.Made head = history.resolve(basehead.substring(dots + 3)).orElseThrow(Refusal::notFound);
    History.Between between = history.between(base, head);
    ObjectNode comparison = json.comparison(repository.project(), basehead, between);
    List<JsonNode> ahead =
        between.ahead().stream().<JsonNode>map(commit -> json.commit(repository.project(), commit)).toList();
    boolean paged = call.parameter("page").isPresent() || call.parameter("per_page").isPresent();
    Page<JsonNode> page =
        paged
            ? Page.of(ahead, call, byId(repository, "/compare/" + basehead), 30)
            : new Page<>(ahead.subList(0, Math.min(ahead.size(), COMPARED_WITHOUT_PAGING)), Map.of());
    comparison.putArray("commits").addAll(page.items());
    comparison.putArray("files");
    return new Answer.Json(200, comparison, page.links());
  }

  private Answer reference(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    String name = "refs/" + call.variable("ref");
    String sha = references(repository).get(name);
    if (sha == null) {
      throw Refusal.notFound();
    }
    return Answer.ok(json.reference(repository.project(), name, sha));
  }

  private Answer matching(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return page(
        references(repository).entrySet().stream()
            .filter(one -> one.getKey().startsWith("refs/" + call.variable("ref")))
            .map(one -> json.reference(repository.project(), one.getKey(), one.getValue()))
            .toList(),
        call,
        repository,
        "/git/matching-refs/" + call.variable("ref"));
  }

  private Answer createReference(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    String name = call.body().path("ref").asText("");
    String sha = call.body().path("sha").asText("");
    boolean branch = name.matches("refs/heads/[^/].*");
    if (!branch && !name.matches("refs/tags/[^/].*")) {
      throw Refusal.of(422, "Reference name must start with 'refs/heads/' or 'refs/tags/' in the rehearsal.");
    }
    if (!sha.matches("[0-9a-f]{40}") || repository.history().resolve(sha).isEmpty()) {
      throw Refusal.of(422, "Object does not exist");
    }
    if (references(repository).containsKey(name)) {
      throw Refusal.of(422, "Reference already exists");
    }
    if (branch) {
      repository.history().branch(name.substring("refs/heads/".length()), sha);
      return Answer.created(json.reference(repository.project(), name, sha));
    }
    String tag = name.substring("refs/tags/".length());
    repository.history().tag(tag, sha);
    tagPushed.accept(repository, tag);
    return Answer.created(json.reference(repository.project(), name, sha));
  }

  private Answer deleteReference(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    String name = call.variable("ref");
    if (!name.startsWith("tags/") || !repository.history().untag(name.substring("tags/".length()))) {
      throw Refusal.of(422, "Reference does not exist");
    }
    return Answer.noContent();
  }

  private Answer attestations(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    ArrayNode attestations = found.putArray("attestations");
    for (ObjectNode bundle : repository.attestations(call.variable("digest").replaceFirst("^sha256:", ""))) {
      ObjectNode one = attestations.addObject();
      one.set("bundle", bundle);
      one.put("repository_id", repository.project().id());
    }
    return Answer.ok(found);
  }

  private Answer immutableReleases(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    if (!call.authorized()) {
      throw Refusal.notFound();
    }
    return Answer.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("enabled", repository.immutableReleases())
            .put("enforced_by_owner", false));
  }

  private static Map<String, String> references(HostedRepository repository) {
    Map<String, String> all = new java.util.TreeMap<>();
    repository.history().branches().forEach((name, sha) -> all.put("refs/heads/" + name, sha));
    repository.history().tags().forEach((name, sha) -> all.put("refs/tags/" + name, sha));
    return all;
  }

  private Answer page(List<? extends JsonNode> all, Call call, HostedRepository repository, String rest) {
    Page<? extends JsonNode> page = Page.of(all, call, byId(repository, rest), 30);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    page.items().forEach(array::add);
    return new Answer.Json(200, array, page.links());
  }

  private String byId(HostedRepository repository, String rest) {
    return addresses.api() + "/repositories/" + repository.project().id() + rest;
  }
}
