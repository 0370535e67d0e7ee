package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Pull requests, issues and changed files as the API shows them.
final class ContributionJson {
  private final Addresses addresses;
  private final PeopleJson people;
  private final RepositoryJson repositories;

  ContributionJson(Addresses addresses, PeopleJson people, RepositoryJson repositories) {
    this.addresses = addresses;
    this.people = people;
    this.repositories = repositories;
  }

  ObjectNode pullRequest(Project project, OpenedPullRequest request) {
    String api = addresses.api(project.repository(), "/pulls/" + request.number());
    String issue = addresses.api(project.repository(), "/issues/" + request.number());
    String page = addresses.page(project.repository(), "/pull/" + request.number());
    String statuses = addresses.api(project.repository(), "/statuses/" + request.sha());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", api);
    json.put("id", 2_000_000_000L + request.number());
    json.put("node_id", PeopleJson.nodeId("PullRequest", request.number()));
    json.put("html_url", page);
    json.put("diff_url", page + ".diff");
    json.put("patch_url", page + ".patch");
    json.put("issue_url", issue);
    json.put("commits_url", api + "/commits");
    json.put("review_comments_url", api + "/comments");
    json.put("review_comment_url", addresses.api(project.repository(), "/pulls/comments{/number}"));
    json.put("comments_url", issue + "/comments");
    json.put("statuses_url", statuses);
    json.put("number", request.number());
    json.put("state", request.open() ? "open" : "closed");
    json.put("locked", false);
    json.put("title", request.title());
    json.set("user", people.simple(request.author()));
    json.put("body", request.body());
    json.putArray("labels");
    json.putNull("milestone");
    json.put("created_at", request.at().toString());
    json.put("updated_at", request.at().toString());
    closed(json, "closed_at", request);
    closed(json, "merged_at", request);
    json.put("merge_commit_sha", request.sha());
    json.putNull("assignee");
    json.putArray("assignees");
    json.putArray("requested_reviewers");
    json.putArray("requested_teams");
    json.set("head", end(project, request.branch(), request.sha()));
    json.set("base", end(project, request.base(), request.sha()));
    ObjectNode links = json.putObject("_links");
    links.putObject("comments").put("href", issue + "/comments");
    links.putObject("commits").put("href", api + "/commits");
    links.putObject("statuses").put("href", statuses);
    links.putObject("html").put("href", page);
    links.putObject("issue").put("href", issue);
    links.putObject("review_comments").put("href", api + "/comments");
    links.putObject("review_comment").put("href", addresses.api(project.repository(), "/pulls/comments{/number}"));
    links.putObject("self").put("href", api);
    json.put("author_association", "MEMBER");
    json.putNull("auto_merge");
    json.put("draft", false);
    return json;
  }

  /// An issue; a pull request is one as well.
  ObjectNode issue(Project project, OpenedPullRequest request, boolean pullRequest) {
    String api = addresses.api(project.repository(), "/issues/" + request.number());
    String page = addresses.page(project.repository(), (pullRequest ? "/pull/" : "/issues/") + request.number());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", api);
    json.put("repository_url", addresses.api(project.repository(), ""));
    json.put("labels_url", api + "/labels{/name}");
    json.put("comments_url", api + "/comments");
    json.put("events_url", api + "/events");
    json.put("html_url", page);
    json.put("id", 1_000_000_000L + request.number());
    json.put("node_id", PeopleJson.nodeId("Issue", request.number()));
    json.put("number", request.number());
    json.put("title", request.title());
    json.set("user", people.simple(request.author()));
    json.putArray("labels");
    json.put("state", request.open() ? "open" : "closed");
    json.put("locked", false);
    json.putNull("assignee");
    json.putArray("assignees");
    json.putNull("milestone");
    json.put("comments", 0);
    json.put("created_at", request.at().toString());
    json.put("updated_at", request.at().toString());
    closed(json, "closed_at", request);
    json.put("author_association", "MEMBER");
    json.put("body", request.body());
    if (pullRequest) {
      json.putObject("pull_request")
          .put("url", addresses.api(project.repository(), "/pulls/" + request.number()))
          .put("html_url", page)
          .put("diff_url", page + ".diff")
          .put("patch_url", page + ".patch");
    }
    return json;
  }

  /// A file that was changed, and the commit that did it.
  ObjectNode change(ObjectNode file, ObjectNode commit) {
    file.remove("content");
    file.remove("encoding");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("content", file);
    ObjectNode git = (ObjectNode) commit.get("commit");
    git.remove("comment_count");
    git.set("sha", commit.get("sha"));
    git.set("node_id", commit.get("node_id"));
    git.set("html_url", commit.get("html_url"));
    git.set("parents", commit.get("parents"));
    json.set("commit", git);
    return json;
  }

  private static void closed(ObjectNode json, String field, OpenedPullRequest request) {
    if (request.open()) {
      json.putNull(field);
    } else {
      json.put(field, request.at().toString());
    }
  }

  private ObjectNode end(Project project, String branch, String sha) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("label", project.repository().owner() + ":" + branch);
    json.put("ref", branch);
    json.put("sha", sha);
    json.set("user", people.simple(project.repository().owner()));
    ObjectNode repository = repositories.full(project, false);
    repository.remove("network_count");
    repository.remove("subscribers_count");
    json.set("repo", repository);
    return json;
  }
}
