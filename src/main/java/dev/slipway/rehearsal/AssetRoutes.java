package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The calls about the files of releases.
final class AssetRoutes {
  /// What GitHub takes for one file.
  private static final long MOST = 2L << 30;

  private final Hub hub;
  private final Addresses addresses;
  private final ReleaseJson json;
  private final BlobServer blobs;
  private final Set<String> brokenOnce = new HashSet<>();

  AssetRoutes(Hub hub, Addresses addresses, ReleaseJson json, BlobServer blobs) {
    this.hub = hub;
    this.addresses = addresses;
    this.json = json;
    this.blobs = blobs;
  }

  void addTo(Routes routes) {
    String releases = "/repos/{owner}/{repo}/releases";
    routes.add("GET", releases + "/{id}/assets", call -> hub.guarded(() -> list(call)));
    routes.add("GET", releases + "/assets/{id}", call -> hub.guarded(() -> get(call)));
    routes.add("PATCH", releases + "/assets/{id}", call -> hub.guarded(() -> change(call)));
    routes.add("DELETE", releases + "/assets/{id}", call -> hub.guarded(() -> delete(call)));
    routes.add("POST", "/uploads" + releases + "/{id}/assets", this::upload);
  }

  /// The link to a public asset by its address: a tag and a file name.
  Optional<URI> publicBytes(String repository, String tagAndFile) {
    int slash = tagAndFile.lastIndexOf('/');
    try {
      return hub.guarded(
          () ->
              hub.repositories().stream()
                  .filter(one -> one.project().repository().toString().equalsIgnoreCase(repository))
                  .flatMap(one -> one.published(tagAndFile.substring(0, slash)).stream())
                  .flatMap(release -> release.asset(tagAndFile.substring(slash + 1)).stream())
                  .filter(asset -> asset.complete)
                  .findFirst()
                  .map(
                      asset -> {
                        asset.downloads++;
                        return blobs.link(asset.file, asset.media, asset.name);
                      }));
    } catch (Refusal | IOException e) {
      return Optional.empty();
    }
  }

  private Answer list(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    ReleaseState release =
        repository
            .release(call.id("id"))
            .filter(one -> !one.draft || call.authorized())
            .orElseThrow(Refusal::notFound);
    String address =
        addresses.api() + "/repositories/" + repository.project().id() + "/releases/" + release.id + "/assets";
    Page<ReleaseState.AssetState> page = Page.of(release.assets, call, address, 30);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    page.items().forEach(asset -> array.add(json.asset(repository.project(), release, asset)));
    return new Answer.Json(200, array, page.links());
  }

  private Answer get(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    Found found = found(repository, call);
    if (call.accept().contains("application/octet-stream")) {
      if (!found.asset().complete) {
        throw Refusal.notFound();
      }
      found.asset().downloads++;
      return new Answer.Elsewhere(blobs.link(found.asset().file, found.asset().media, found.asset().name));
    }
    return Answer.ok(json.asset(repository.project(), found.release(), found.asset()));
  }

  private Answer change(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    Found found = found(repository, call);
    changeable(found.release());
    String name = call.body().path("name").asText(found.asset().name);
    String onHost = ReleaseState.nameOnHost(name);
    Optional<ReleaseState.AssetState> other = found.release().asset(onHost);
    if (other.isPresent() && other.get() != found.asset()) {
      throw Refusal.invalid("ReleaseAsset", "already_exists", "name");
    }
    found.asset().name = onHost;
    found.asset().label = call.body().path("label").asText(found.asset().label);
    found.asset().updated = Hub.now();
    return Answer.ok(json.asset(repository.project(), found.release(), found.asset()));
  }

  private Answer delete(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    Found found = found(repository, call);
    changeable(found.release());
    found.release().assets.remove(found.asset());
    hub.shelf().discard(found.asset().file);
    return Answer.noContent();
  }

  private Answer upload(Call call) throws Refusal, IOException {
    String name = call.parameter("name").orElseThrow(() -> Refusal.invalid("ReleaseAsset", "missing_field", "name"));
    String onHost = ReleaseState.nameOnHost(name);
    long id = call.id("id");
    Fault fault = hub.fault();
    Fault now =
        hub.guarded(
            () -> {
              ReleaseState release = hub.writable(call).release(id).orElseThrow(Refusal::notFound);
              changeable(release);
              if (release.asset(onHost).isPresent()) {
                throw Refusal.invalid("ReleaseAsset", "already_exists", "name");
              }
              boolean breaks = fault == Fault.UPLOAD_502 || fault == Fault.DROPPED_CONNECTION;
              if (breaks && brokenOnce.add(fault + "/" + id + "/" + onHost)) {
                Shelf.Stored empty = hub.shelf().keep(_ -> {});
                release.assets.add(
                    new ReleaseState.AssetState(hub.nextId(), onHost, media(call), empty, false, Hub.now()));
                return fault;
              }
              return Fault.NONE;
            });
    if (now == Fault.DROPPED_CONNECTION) {
      call.bytes().readNBytes(1024);
      throw new ApiServer.BrokenOff();
    }
    if (now == Fault.UPLOAD_502) {
      throw Refusal.of(502, "Server Error");
    }
    Shelf.Stored file = received(call.bytes());
    return hub.guarded(
        () -> {
          HostedRepository repository = hub.writable(call);
          ReleaseState release = repository.release(id).orElseThrow(Refusal::notFound);
          if (release.asset(onHost).isPresent()) {
            hub.shelf().discard(file);
            throw Refusal.invalid("ReleaseAsset", "already_exists", "name");
          }
          ReleaseState.AssetState asset =
              new ReleaseState.AssetState(hub.nextId(), onHost, media(call), file, true, Hub.now());
          asset.label = call.parameter("label").orElse("");
          release.assets.add(asset);
          return Answer.created(json.asset(repository.project(), release, asset));
        });
  }

  private Shelf.Stored received(InputStream bytes) throws Refusal, IOException {
    Shelf.Stored file = hub.shelf().keep(bytes, MOST);
    if (file.size() == 0) {
      hub.shelf().discard(file);
      throw Refusal.of(400, "Bad Content-Length: 0");
    }
    return file;
  }

  private static String media(Call call) {
    return call.media().equals("null") ? "application/octet-stream" : call.media();
  }

  private static void changeable(ReleaseState release) throws Refusal {
    if (release.immutable) {
      throw Refusal.custom("ReleaseAsset", "Cannot upload assets to an immutable release.");
    }
  }

  private record Found(ReleaseState release, ReleaseState.AssetState asset) {}

  private static Found found(HostedRepository repository, Call call) throws Refusal {
    long id = call.id("id");
    ReleaseState release =
        repository.holding(id).filter(one -> !one.draft || call.authorized()).orElseThrow(Refusal::notFound);
    return new Found(
        release, release.assets.stream().filter(asset -> asset.id == id).findFirst().orElseThrow());
  }
}
