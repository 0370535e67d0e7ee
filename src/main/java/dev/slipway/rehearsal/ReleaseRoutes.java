package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The calls about releases.
final class ReleaseRoutes {
  private final Hub hub;
  private final Addresses addresses;
  private final ReleaseJson json;
  private final BiConsumer<HostedRepository, String> tagPushed;

  /// @param tagPushed told of a tag that publishing a release made
  ReleaseRoutes(
      Hub hub, Addresses addresses, ReleaseJson json, BiConsumer<HostedRepository, String> tagPushed) {
    this.hub = hub;
    this.addresses = addresses;
    this.json = json;
    this.tagPushed = tagPushed;
  }

  void addTo(Routes routes) {
    String releases = "/repos/{owner}/{repo}/releases";
    routes.add("GET", releases, call -> hub.guarded(() -> list(call)));
    routes.add("POST", releases, call -> hub.guarded(() -> create(call)));
    routes.add("GET", releases + "/latest", call -> hub.guarded(() -> latest(call)));
    routes.add("GET", releases + "/tags/{tag*}", call -> hub.guarded(() -> byTag(call)));
    routes.add("GET", releases + "/{id}", call -> hub.guarded(() -> get(call)));
    routes.add("PATCH", releases + "/{id}", call -> hub.guarded(() -> change(call)));
    routes.add("DELETE", releases + "/{id}", call -> hub.guarded(() -> delete(call)));
  }

  private Answer list(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    List<ReleaseState> visible =
        repository.releases().stream()
            .filter(release -> !release.draft || call.authorized())
            .sorted(
                Comparator.comparing((ReleaseState release) -> release.draft)
                    .thenComparing(release -> release.created)
                    .thenComparing(release -> release.id)
                    .reversed())
            .toList();
    Page<ReleaseState> page =
        Page.of(visible, call, addresses.api() + "/repositories/" + repository.project().id() + "/releases", 30);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    page.items().forEach(release -> array.add(json.release(repository.project(), release)));
    return new Answer.Json(200, array, page.links());
  }

  private Answer get(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return Answer.ok(json.release(repository.project(), visible(repository, call)));
  }

  private Answer byTag(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return Answer.ok(
        json.release(
            repository.project(), repository.published(call.variable("tag")).orElseThrow(Refusal::notFound)));
  }

  private Answer latest(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return Answer.ok(json.release(repository.project(), repository.latest().orElseThrow(Refusal::notFound)));
  }

  private Answer create(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    String tag = call.body().path("tag_name").asText("");
    if (tag.isBlank()) {
      throw Refusal.invalid("Release", "missing_field", "tag_name");
    }
    boolean draft = call.body().path("draft").asBoolean(false);
    if (repository.burnedTags().contains(tag)) {
      throw Refusal.custom("Release", "tag_name was used by an immutable release");
    }
    if (repository.published(tag).isPresent()) {
      throw Refusal.invalid("Release", "already_exists", "tag_name");
    }
    String commitish = text(call.body(), "target_commitish").filter(name -> !name.isEmpty()).orElse("main");
    ReleaseState release =
        new ReleaseState(
            hub.nextId(), Hub.account(), tag, commitish, true, commitDate(repository, tag, commitish));
    Optional<ReleaseState> latest = repository.latest();
    set(release, call.body());
    if (!draft) {
      publish(repository, release);
    }
    repository.releases().add(release);
    if (!draft) {
      markLatest(repository, release, latest, call.body().path("make_latest").asText("true"));
    }
    return Answer.created(json.release(repository.project(), release));
  }

  private Answer change(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    ReleaseState release = visible(repository, call);
    JsonNode body = call.body();
    String tag = text(body, "tag_name").orElse(release.tag);
    if (release.immutable && !tag.equals(release.tag)) {
      throw Refusal.custom("Release", "tag_name cannot be changed when release is immutable");
    }
    if (release.immutable && body.path("draft").asBoolean(false)) {
      throw Refusal.custom("Release", "draft cannot be changed when release is immutable");
    }
    if (!tag.equals(release.tag) && repository.burnedTags().contains(tag)) {
      throw Refusal.custom("Release", "tag_name was used by an immutable release");
    }
    Optional<ReleaseState> other = repository.published(tag).filter(one -> one != release);
    boolean draft = body.path("draft").asBoolean(release.draft);
    if (other.isPresent() && (!draft || !tag.equals(release.tag))) {
      throw Refusal.invalid("Release", "already_exists", "tag_name");
    }
    Optional<ReleaseState> latest = repository.latest();
    release.tag = tag;
    set(release, body);
    boolean published = release.draft && !draft;
    if (published) {
      publish(repository, release);
    } else if (!release.draft && draft) {
      release.draft = true;
    }
    if (!release.draft) {
      markLatest(repository, release, latest, body.path("make_latest").asText(published ? "true" : ""));
    }
    return Answer.ok(json.release(repository.project(), release));
  }

  private Answer delete(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    ReleaseState release = visible(repository, call);
    repository.releases().remove(release);
    release.assets.forEach(asset -> hub.shelf().discard(asset.file));
    return Answer.noContent();
  }

  private void publish(HostedRepository repository, ReleaseState release) throws Refusal {
    History history = repository.history();
    boolean newTag = !history.tags().containsKey(release.tag);
    if (newTag) {
      History.Made commit =
          history
              .resolve(release.commitish)
              .orElseThrow(() -> Refusal.invalid("Release", "invalid", "target_commitish"));
      history.tag(release.tag, commit.sha());
    }
    release.draft = false;
    release.published = Optional.of(Hub.now());
    if (repository.immutableReleases()) {
      release.immutable = true;
      repository.burnedTags().add(release.tag);
    }
    if (newTag) {
      tagPushed.accept(repository, release.tag);
    }
  }

  private static void set(ReleaseState release, JsonNode body) throws Refusal {
    text(body, "target_commitish").filter(name -> !name.isEmpty()).ifPresent(name -> release.commitish = name);
    text(body, "name").ifPresent(title -> release.title = title);
    text(body, "body").ifPresent(notes -> release.notes = notes);
    if (release.notes.length() > 125_000) {
      throw Refusal.custom("Release", "body is too long (maximum is 125000 characters)");
    }
    release.prerelease = body.path("prerelease").asBoolean(release.prerelease);
  }

  /// @param before the latest release until now
  /// @param mark   what was asked for: `true`, `false`, `legacy`, or nothing
  private static void markLatest(HostedRepository repository, ReleaseState release, Optional<ReleaseState> before, String mark) {
    switch (mark) {
      case "true" -> {
        if (!release.prerelease) {
          repository.markLatest(release);
        }
      }
      case "false" -> before.filter(latest -> latest != release).ifPresent(repository::markLatest);
      case "legacy" -> repository.latestByDate();
      default -> { // nothing was asked for
      }
    }
  }

  private static ReleaseState visible(HostedRepository repository, Call call) throws Refusal {
    return repository
        .release(call.id("id"))
        .filter(release -> !release.draft || call.authorized())
        .orElseThrow(Refusal::notFound);
  }

  private static Optional<String> text(JsonNode body, String name) {
    return Optional.ofNullable(body.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static Instant commitDate(HostedRepository repository, String tag, String commitish) {
    return repository
        .history()
        .resolve("refs/tags/" + tag)
        .or(() -> repository.history().resolve(commitish))
        .map(History.Made::date)
        .orElseGet(Hub::now);
  }
}
