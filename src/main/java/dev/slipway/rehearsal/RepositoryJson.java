package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Repositories as the API shows them.
final class RepositoryJson {
  private static final List<String> PLAIN =
      List.of(
          "contributors", "deployments", "downloads", "events", "forks", "hooks", "languages", "merges",
          "stargazers", "subscribers", "subscription", "tags", "teams");

  private final Addresses addresses;
  private final PeopleJson people;

  RepositoryJson(Addresses addresses, PeopleJson people) {
    this.addresses = addresses;
    this.people = people;
  }

  /// The short form inside other objects.
  ObjectNode minimal(Project project) {
    String api = addresses.api(project.repository(), "");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", project.id());
    json.put("node_id", PeopleJson.nodeId("Repository", project.id()));
    json.put("name", project.repository().name());
    json.put("full_name", project.repository().toString());
    json.put("private", false);
    json.set("owner", people.simple(project.repository().owner()));
    json.put("html_url", addresses.page(project.repository(), ""));
    json.put("description", project.description());
    json.put("fork", false);
    json.put("url", api);
    PLAIN.forEach(name -> json.put(name + "_url", api + "/" + name));
    json.put("archive_url", api + "/{archive_format}{/ref}");
    json.put("assignees_url", api + "/assignees{/user}");
    json.put("blobs_url", api + "/git/blobs{/sha}");
    json.put("branches_url", api + "/branches{/branch}");
    json.put("collaborators_url", api + "/collaborators{/collaborator}");
    json.put("comments_url", api + "/comments{/number}");
    json.put("commits_url", api + "/commits{/sha}");
    json.put("compare_url", api + "/compare/{base}...{head}");
    json.put("contents_url", api + "/contents/{+path}");
    json.put("git_commits_url", api + "/git/commits{/sha}");
    json.put("git_refs_url", api + "/git/refs{/sha}");
    json.put("git_tags_url", api + "/git/tags{/sha}");
    json.put("issue_comment_url", api + "/issues/comments{/number}");
    json.put("issue_events_url", api + "/issues/events{/number}");
    json.put("issues_url", api + "/issues{/number}");
    json.put("keys_url", api + "/keys{/key_id}");
    json.put("labels_url", api + "/labels{/name}");
    json.put("milestones_url", api + "/milestones{/number}");
    json.put("notifications_url", api + "/notifications{?since,all,participating}");
    json.put("pulls_url", api + "/pulls{/number}");
    json.put("releases_url", api + "/releases{/id}");
    json.put("statuses_url", api + "/statuses/{sha}");
    json.put("trees_url", api + "/git/trees{/sha}");
    return json;
  }

  /// The form that `GET /repos/OWNER/NAME` answers with.
  ///
  /// @param permitted whether the call carries the token, which may push and administer
  ObjectNode full(Project project, boolean permitted) {
    ObjectNode json = minimal(project);
    String page = addresses.page(project.repository(), "");
    json.put("clone_url", page + ".git");
    json.put("git_url", "git:" + page.substring(page.indexOf("//")) + ".git");
    json.put("ssh_url", "git@127.0.0.1:" + project.repository() + ".git");
    json.put("svn_url", page);
    json.putNull("mirror_url");
    json.putNull("homepage");
    json.put("language", "Rust");
    json.put("forks", 3).put("forks_count", 3);
    json.put("stargazers_count", 41).put("watchers", 41).put("watchers_count", 41);
    json.put("size", 4096);
    json.put("default_branch", "main");
    json.put("open_issues", 7).put("open_issues_count", 7);
    json.put("has_issues", true).put("has_projects", false).put("has_wiki", false);
    json.put("has_pages", false).put("has_discussions", false).put("has_downloads", true);
    json.put("archived", false).put("disabled", false);
    json.put("visibility", "public");
    json.put("pushed_at", "2026-11-18T16:20:00Z");
    json.put("created_at", "2026-01-12T09:00:00Z");
    json.put("updated_at", "2026-11-18T16:20:00Z");
    json.put("network_count", 3).put("subscribers_count", 5);
    json.putObject("license")
        .put("key", "mit")
        .put("name", "MIT License")
        .put("spdx_id", "MIT")
        .put("url", addresses.api() + "/licenses/mit")
        .put("node_id", "MDc6TGljZW5zZTEz");
    if (permitted) {
      json.putObject("permissions")
          .put("admin", true).put("maintain", true).put("push", true).put("triage", true).put("pull", true);
    }
    return json;
  }
}
