package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Commits, tags, references and files as the API shows them.
final class HistoryJson {
  private static final int MOST_IN_JSON = 1 << 20;

  private final Addresses addresses;
  private final PeopleJson people;

  HistoryJson(Addresses addresses, PeopleJson people) {
    this.addresses = addresses;
    this.people = people;
  }

  ObjectNode commit(Project project, History.Made made) {
    String api = addresses.api(project.repository(), "");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sha", made.sha());
    json.put("node_id", PeopleJson.nodeId("Commit", made.sha()));
    ObjectNode commit = json.putObject("commit");
    for (String role : List.of("author", "committer")) {
      commit.putObject(role)
          .put("name", made.author())
          .put("email", made.author() + "@users.noreply.github.com")
          .put("date", made.date().toString());
    }
    commit.put("message", made.message());
    commit.putObject("tree")
        .put("sha", History.sha1("tree" + made.sha()))
        .put("url", api + "/git/trees/" + History.sha1("tree" + made.sha()));
    commit.put("url", api + "/git/commits/" + made.sha());
    commit.put("comment_count", 0);
    commit.putObject("verification")
        .put("verified", false)
        .put("reason", "unsigned")
        .putNull("signature")
        .putNull("payload")
        .putNull("verified_at");
    json.put("url", api + "/commits/" + made.sha());
    json.put("html_url", addresses.page(project.repository(), "/commit/" + made.sha()));
    json.put("comments_url", api + "/commits/" + made.sha() + "/comments");
    json.set("author", people.simple(made.author()));
    json.set("committer", people.simple(made.author()));
    ArrayNode parents = json.putArray("parents");
    for (String parent : made.parents()) {
      parents.addObject()
          .put("sha", parent)
          .put("url", api + "/commits/" + parent)
          .put("html_url", addresses.page(project.repository(), "/commit/" + parent));
    }
    return json;
  }

  ObjectNode tag(Project project, String name, String sha) {
    String api = addresses.api(project.repository(), "");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.put("zipball_url", api + "/zipball/refs/tags/" + name);
    json.put("tarball_url", api + "/tarball/refs/tags/" + name);
    json.putObject("commit").put("sha", sha).put("url", api + "/commits/" + sha);
    json.put("node_id", PeopleJson.nodeId("Ref", name));
    return json;
  }

  ObjectNode reference(Project project, String name, String sha) {
    String api = addresses.api(project.repository(), "");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ref", name);
    json.put("node_id", PeopleJson.nodeId("Ref", name));
    json.put("url", api + "/git/" + name);
    json.putObject("object").put("sha", sha).put("type", "commit").put("url", api + "/git/commits/" + sha);
    return json;
  }

  ObjectNode branch(Project project, String name, String sha) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.putObject("commit").put("sha", sha).put("url", addresses.api(project.repository(), "/commits/" + sha));
    json.put("protected", false);
    return json;
  }

  /// A comparison without its commits.
  ObjectNode comparison(Project project, String basehead, History.Between between) {
    String api = addresses.api(project.repository(), "/compare/" + basehead);
    String page = addresses.page(project.repository(), "/compare/" + basehead);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", api);
    json.put("html_url", page);
    json.put("permalink_url", page);
    json.put("diff_url", page + ".diff");
    json.put("patch_url", page + ".patch");
    json.set("base_commit", commit(project, between.base()));
    json.set("merge_base_commit", commit(project, between.mergeBase()));
    json.put("status", status(between));
    json.put("ahead_by", between.ahead().size());
    json.put("behind_by", between.behind());
    json.put("total_commits", between.ahead().size());
    return json;
  }

  /// A file or folder; only a file asked for by its own name carries its bytes, and only up to 1 MB.
  ///
  /// @see <a href="https://docs.github.com/rest/repos/contents#get-repository-content">larger files are read raw</a>
  ObjectNode entry(Project project, String path, String ref, String type, String text, boolean withBytes) {
    String api = addresses.api(project.repository(), "/contents/" + path + "?ref=" + Addresses.encoded(ref));
    String page = addresses.page(project.repository(), (type.equals("dir") ? "/tree/" : "/blob/") + ref + "/" + path);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String sha = History.sha1("blob " + bytes.length + "\0" + text);
    String git =
        addresses.api(project.repository(), (type.equals("dir") ? "/git/trees/" : "/git/blobs/") + sha);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", path.substring(path.lastIndexOf('/') + 1));
    json.put("path", path);
    json.put("sha", sha);
    json.put("size", type.equals("dir") ? 0 : bytes.length);
    json.put("url", api);
    json.put("html_url", page);
    json.put("git_url", git);
    if (type.equals("dir")) {
      json.putNull("download_url");
    } else {
      json.put("download_url", addresses.page(project.repository(), "/raw/" + ref + "/" + path));
    }
    json.put("type", type);
    if (withBytes && bytes.length > MOST_IN_JSON) {
      json.put("content", "").put("encoding", "none");
    } else if (withBytes) {
      json.put("content", Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes) + "\n");
      json.put("encoding", "base64");
    }
    json.putObject("_links").put("self", api).put("git", git).put("html", page);
    return json;
  }

  private static String status(History.Between between) {
    if (between.ahead().isEmpty()) {
      return between.behind() == 0 ? "identical" : "behind";
    }
    return between.behind() == 0 ? "ahead" : "diverged";
  }
}
