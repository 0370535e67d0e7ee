package dev.slipway.forge.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Digest;
import dev.slipway.forge.Asset;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.Host;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Releases and what vouches for them.
final class Releases {
  private static final int MOST = 20_000;
  private static final int FULL_PAGE = 100;

  private final Api api;
  private final ReleaseFields fields;

  Releases(Api api) {
    this.api = api;
    this.fields = new ReleaseFields(api.host().web());
  }

  List<Release> all(RepositoryName name) throws ForgeException {
    return api.all(
        "reading the releases of " + name, api.uri(hundred(), Repositories.parts(name, "releases")), "", "", MOST,
        fields::release);
  }

  Release release(RepositoryName name, long id) throws ForgeException {
    return whole(name, api.getAnew("reading release %d of %s".formatted(id, name), of(name, id), fields::release));
  }

  Optional<Release> published(RepositoryName name, String tag) throws ForgeException {
    Optional<Release> found = api.findAnew(
        "reading the release of %s in %s".formatted(tag, name),
        api.uri(Repositories.parts(name, "releases", "tags", tag)), fields::release);
    return found.isPresent() ? Optional.of(whole(name, found.get())) : found;
  }

  /// Nothing promises that a release lists all of its assets in one answer. From a full page on they are read from their own
  /// list, which tells when it goes on: one that was left out would pass for one that is not there.
  private Release whole(RepositoryName name, Release release) throws ForgeException {
    if (release.assets().size() < FULL_PAGE) {
      return release;
    }
    URI uri = api.uri(hundred(), Repositories.parts(name, "releases", String.valueOf(release.id()), "assets"));
    return release.carrying(
        api.all("reading the assets of release %d of %s".formatted(release.id(), name), uri, "", "", MOST, fields::asset));
  }

  Optional<Release> latest(RepositoryName name) throws ForgeException {
    return api.findAnew(
        "reading the latest release of " + name, api.uri(Repositories.parts(name, "releases", "latest")), fields::release);
  }

  Release create(RepositoryName name, NewRelease release) throws ForgeException {
    String what = "making the release of %s in %s".formatted(release.tag(), name);
    try {
      return api.send(
          what, "POST", api.uri(Repositories.parts(name, "releases")), body(release), fields::release);
    } catch (ForgeException e) {
      throw explained(e);
    }
  }

  Release change(RepositoryName name, long id, NewRelease release) throws ForgeException {
    String what = "changing the release of %s in %s".formatted(release.tag(), name);
    try {
      return api.send(what, "PATCH", of(name, id), body(release), fields::release);
    } catch (ForgeException e) {
      throw explained(e);
    }
  }

  /// GitHub hides its reason when the tag's commit changes a workflow file and the token may not.
  private static ForgeException explained(ForgeException e) {
    boolean hidden = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.FORBIDDEN;
    return hidden
        ? new ForgeException(
            e.kind(), e.status(),
            e.sentence() + " If the commit changes files in .github/workflows, the token also needs the workflow permission.",
            e.retryAt(), e)
        : e;
  }

  private static ObjectNode body(NewRelease release) {
    ObjectNode body = Api.object()
        .put("tag_name", release.tag())
        .put("name", release.title())
        .put("body", release.notes())
        .put("draft", release.draft())
        .put("prerelease", release.prerelease());
    if (!release.commitish().isEmpty()) {
      body.put("target_commitish", release.commitish());
    }
    if (!release.draft()) { // drafts cannot be latest: the host refuses the mark
      body.put("make_latest", release.prerelease() ? "false" : switch (release.latest()) {
        case YES -> "true";
        case NO -> "false";
        case BY_VERSION -> "legacy";
      });
    }
    return body;
  }

  void delete(RepositoryName name, long id) throws ForgeException {
    api.act("deleting release %d of %s".formatted(id, name), "DELETE", of(name, id));
  }

  void deleteAsset(RepositoryName name, long assetId) throws ForgeException {
    api.act("deleting an asset of " + name, "DELETE", asset(name, assetId));
  }

  Asset renameAsset(RepositoryName name, long assetId, String to) throws ForgeException {
    return api.send(
        "renaming an asset of %s to %s".formatted(name, to), "PATCH", asset(name, assetId), Api.object().put("name", to),
        fields::asset);
  }

  /// Where the assets of a release are uploaded to: its `upload_url` without the template's end.
  URI uploadAddress(RepositoryName name, Release release) throws ForgeException {
    String what = "reading release %d of %s".formatted(release.id(), name);
    String template = api.get(what, of(name, release.id()), f -> f.text("upload_url"));
    int brace = template.indexOf('{');
    try {
      URI address = URI.create(brace < 0 ? template : template.substring(0, brace));
      Optional<Origin> origin = Origin.of(address);
      if (origin.isEmpty() || !api.wire().api().vouchesForUploads(origin.get())) {
        throw api.malformed(what, new Malformed("it wants uploads sent to another host, " + address.getHost()));
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw api.malformed(what, e);
    }
  }

  Asset uploaded(String what, Answer answer) throws ForgeException {
    return api.read(what, answer, fields::asset);
  }

  List<String> attestations(RepositoryName name, Digest digest) throws ForgeException {
    String what = "reading the attestations of %s in %s".formatted(digest.abbreviated(), name);
    try {
      return api.all(
          what, api.uri(hundred(), Repositories.parts(name, "attestations", digest.toString())), "attestations", "", 1_000,
          f -> f.object("bundle").node().toString());
    } catch (ForgeException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  Optional<Boolean> immutable(RepositoryName name, Repositories repositories) throws ForgeException {
    try {
      return Optional.of(api.get(
          "asking whether releases of %s are immutable".formatted(name),
          api.uri(Repositories.parts(name, "immutable-releases")), f -> f.flag("enabled")));
    } catch (ForgeException e) {
      return switch (e.kind()) {
        // 404 says "not enabled" to an administrator, and nothing to anybody else.
        case NOT_FOUND -> repositories.mayAdminister(name) ? Optional.of(false) : Optional.empty();
        case FORBIDDEN, UNAUTHORIZED -> Optional.empty();
        case UNREACHABLE, ABSENT, HOST_FAULT, RATE_LIMITED, GONE, REFUSED, UNEXPECTED, INTERRUPTED -> throw e;
      };
    }
  }

  /// Where anybody finds a file of a published release.
  static URI publicAddress(Repository repository, Host host, String tag, String file) {
    String page = repository.page().toString();
    String base = page.equals(host.web().toString()) ? page + "/" + repository.name() : page;
    String tagged = Arrays.stream(tag.split("/", -1)).map(Api::encoded).collect(Collectors.joining("/"));
    return URI.create(base + "/releases/download/" + tagged + "/" + Api.encoded(file));
  }

  private static LinkedHashMap<String, String> hundred() {
    return new LinkedHashMap<>(Map.of("per_page", "100"));
  }

  private URI of(RepositoryName name, long id) {
    return api.uri(Repositories.parts(name, "releases", String.valueOf(id)));
  }

  private URI asset(RepositoryName name, long assetId) {
    return api.uri(Repositories.parts(name, "releases", "assets", String.valueOf(assetId)));
  }
}
