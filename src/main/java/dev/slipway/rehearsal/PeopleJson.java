package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Accounts as the API shows them.
final class PeopleJson {
  private final Addresses addresses;

  PeopleJson(Addresses addresses) {
    this.addresses = addresses;
  }

  /// The short form inside other objects.
  ObjectNode simple(String login) {
    String api = addresses.api() + "/users/" + Addresses.encoded(login);
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("login", login);
    user.put("id", 583_231L + Math.floorMod(login.hashCode(), 10_000));
    user.put("node_id", nodeId("User", login));
    user.put("avatar_url", addresses.web() + "/avatars/" + Addresses.encoded(login));
    user.put("gravatar_id", "");
    user.put("url", api);
    user.put("html_url", addresses.web() + "/" + Addresses.encoded(login));
    user.put("followers_url", api + "/followers");
    user.put("following_url", api + "/following{/other_user}");
    user.put("gists_url", api + "/gists{/gist_id}");
    user.put("starred_url", api + "/starred{/owner}{/repo}");
    user.put("subscriptions_url", api + "/subscriptions");
    user.put("organizations_url", api + "/orgs");
    user.put("repos_url", api + "/repos");
    user.put("events_url", api + "/events{/privacy}");
    user.put("received_events_url", api + "/received_events");
    user.put("type", login.endsWith("[bot]") ? "Bot" : "User");
    user.put("site_admin", false);
    return user;
  }

  /// The full form that `GET /user` answers with.
  ObjectNode self(String login) {
    ObjectNode user = simple(login);
    user.put("user_view_type", "public");
    user.put("name", "The Octocat");
    user.put("company", "");
    user.put("blog", "");
    user.put("location", "");
    user.putNull("email");
    user.putNull("hireable");
    user.putNull("bio");
    user.putNull("twitter_username");
    user.put("public_repos", Project.values().length);
    user.put("public_gists", 0);
    user.put("followers", 0);
    user.put("following", 0);
    user.put("created_at", "2011-01-25T18:44:36Z");
    user.put("updated_at", "2026-01-25T18:44:36Z");
    return user;
  }

  static String nodeId(String kind, Object of) {
    return kind.charAt(0) + "_" + History.sha1(kind + of).substring(0, 20);
  }
}
