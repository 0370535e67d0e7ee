package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Releases and assets as the API shows them.
final class ReleaseJson {
  private final Addresses addresses;
  private final PeopleJson people;

  ReleaseJson(Addresses addresses, PeopleJson people) {
    this.addresses = addresses;
    this.people = people;
  }

  ObjectNode release(Project project, ReleaseState release) {
    String api = addresses.api(project.repository(), "/releases/" + release.id);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", api);
    json.put("html_url", addresses.page(project.repository(), "/releases/tag/" + release.tagInAddresses()));
    json.put("assets_url", api + "/assets");
    json.put(
        "upload_url",
        addresses.api() + "/uploads/repos/" + project.repository() + "/releases/" + release.id + "/assets{?name,label}");
    if (release.draft) {
      json.putNull("tarball_url").putNull("zipball_url");
    } else {
      json.put("tarball_url", addresses.api(project.repository(), "/tarball/" + release.tag));
      json.put("zipball_url", addresses.api(project.repository(), "/zipball/" + release.tag));
    }
    json.put("id", release.id);
    json.put("node_id", PeopleJson.nodeId("Release", release.id));
    json.put("tag_name", release.tag);
    json.put("target_commitish", release.commitish);
    json.put("name", release.title);
    json.put("body", release.notes);
    json.put("draft", release.draft);
    json.put("prerelease", release.prerelease);
    json.put("immutable", release.immutable);
    json.put("created_at", release.created.toString());
    release.published.ifPresentOrElse(
        time -> json.put("published_at", time.toString()), () -> json.putNull("published_at"));
    json.set("author", people.simple(release.author));
    ArrayNode assets = json.putArray("assets");
    release.assets.forEach(asset -> assets.add(asset(project, release, asset)));
    return json;
  }

  ObjectNode asset(Project project, ReleaseState release, ReleaseState.AssetState asset) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", addresses.api(project.repository(), "/releases/assets/" + asset.id));
    json.put("browser_download_url", publicAddress(project, release, asset));
    json.put("id", asset.id);
    json.put("node_id", PeopleJson.nodeId("ReleaseAsset", asset.id));
    json.put("name", asset.name);
    if (asset.label.isEmpty()) {
      json.putNull("label");
    } else {
      json.put("label", asset.label);
    }
    json.put("state", asset.complete ? "uploaded" : "starter");
    json.put("content_type", asset.media);
    json.put("size", asset.file.size());
    if (asset.complete) {
      json.put("digest", "sha256:" + asset.file.sha256());
    } else {
      json.putNull("digest");
    }
    json.put("download_count", asset.downloads);
    json.put("created_at", asset.created.toString());
    json.put("updated_at", asset.updated.toString());
    json.set("uploader", people.simple(release.author));
    return json;
  }

  private String publicAddress(Project project, ReleaseState release, ReleaseState.AssetState asset) {
    return addresses.page(
        project.repository(),
        "/releases/download/%s/%s".formatted(release.tagInAddresses(), Addresses.encoded(asset.name)));
  }
}
