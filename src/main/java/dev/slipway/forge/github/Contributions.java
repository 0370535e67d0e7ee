package dev.slipway.forge.github;

import dev.slipway.forge.FileChange;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.Issue;
import dev.slipway.forge.PullRequest;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.StoredFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people contribute: files changed by a commit, branches, pull requests, issues.
final class Contributions {
  private static final int MOST_TAGS_OF_TAGS = 5;

  private static final int LARGEST_FILE = 10 << 20;
  private static final int PULL_REQUESTS_OF_A_COMMIT = 20;

  private final Api api;

  Contributions(Api api) {
    this.api = api;
  }

  Optional<StoredFile> stored(RepositoryName name, String path, String ref) throws ForgeException {
    String what = "reading %s of %s at %s".formatted(path, name, ref);
    URI uri = api.uri(new LinkedHashMap<>(Map.of("ref", ref)), contents(name, path));
    Optional<Entry> entry = api.find(what, uri, f -> new Entry(f.text("sha"), f.size("size"), f.textOrEmpty("content")));
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (entry.get().size() > LARGEST_FILE) {
      throw new ForgeException(
          Kind.REFUSED, 0, "%s of %s is larger than 10 MiB, so it was not read; nothing was changed.".formatted(path, name),
          Optional.empty(), null);
    }
    if (entry.get().size() > 0 && entry.get().content().isEmpty()) { // above 1 MB the host leaves the bytes out
      byte[] raw = api.wire().call(Ask.get(what, uri).accepting("application/vnd.github.raw+json")).body();
      return Optional.of(new StoredFile(raw, entry.get().sha()));
    }
    try {
      return Optional.of(new StoredFile(Base64.getMimeDecoder().decode(entry.get().content()), entry.get().sha()));
    } catch (IllegalArgumentException e) {
      throw api.malformed(what, e);
    }
  }

  private record Entry(String sha, long size, String content) {}

  String commit(RepositoryName name, FileChange change) throws ForgeException {
    String what = "committing %s to %s of %s".formatted(change.path(), change.branch(), name);
    var body = Api.object()
        .put("message", change.message())
        .put("content", Base64.getEncoder().encodeToString(change.bytes()))
        .put("branch", change.branch());
    change.replaces().ifPresent(id -> body.put("sha", id));
    return api.send(what, "PUT", api.uri(contents(name, change.path())), body, f -> f.object("commit").text("sha"));
  }

  void createBranch(RepositoryName name, String branch, String sha) throws ForgeException {
    var body = Api.object().put("ref", "refs/heads/" + branch).put("sha", sha);
    api.send(
        "making the branch %s in %s".formatted(branch, name), "POST", api.uri(Repositories.parts(name, "git", "refs")), body,
        f -> f.text("ref"));
  }

  PullRequest openPullRequest(RepositoryName name, String branch, String into, String title, String text)
      throws ForgeException {
    var body = Api.object().put("title", title).put("head", branch).put("base", into).put("body", text);
    return api.send(
        "opening a pull request in " + name, "POST", api.uri(Repositories.parts(name, "pulls")), body, this::pullRequest);
  }

  List<PullRequest> pullRequests(RepositoryName name, String sha) throws ForgeException {
    return api.all(
        "reading the pull requests of %s in %s".formatted(sha, name),
        api.uri(Repositories.parts(name, "commits", sha, "pulls")), "", "", PULL_REQUESTS_OF_A_COMMIT, this::pullRequest);
  }

  Optional<Issue> issue(RepositoryName name, int number) throws ForgeException {
    String what = "reading #%d of %s".formatted(number, name);
    try {
      return api.find(
          what, api.uri(Repositories.parts(name, "issues", String.valueOf(number))),
          f -> new Issue(
              f.count("number", 0), f.textOrEmpty("title"), f.text("state").equals("open"),
              f.objectIfAny("pull_request").isPresent()));
    } catch (ForgeException e) {
      if (e.kind() == Kind.GONE) { // deleted
        return Optional.empty();
      }
      throw e;
    }
  }

  /// An annotated tag is an object of its own, which the reference leads to.
  Optional<String> tagged(RepositoryName name, String tag) throws ForgeException {
    String what = "reading where the tag %s of %s leads".formatted(tag, name);
    Fields object;
    try {
      object = api.getAnew(what, api.uri(Repositories.parts(name, "git", "ref", "tags", tag)), f -> f.object("object"));
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
    for (int depth = 0; object.textOrEmpty("type").equals("tag") && depth < MOST_TAGS_OF_TAGS; depth++) {
      object = api.get(what, api.uri(Repositories.parts(name, "git", "tags", object.text("sha"))), f -> f.object("object"));
    }
    return Optional.of(object.text("sha"));
  }

  Optional<String> tagMessage(RepositoryName name, String tag) throws ForgeException {
    String what = "reading the tag %s of %s".formatted(tag, name);
    Optional<Fields> object =
        api.find(what, api.uri(Repositories.parts(name, "git", "ref", "tags", tag)), f -> f.object("object"));
    if (object.isEmpty() || !object.get().textOrEmpty("type").equals("tag")) {
      return Optional.empty();
    }
    return api.find(
        what, api.uri(Repositories.parts(name, "git", "tags", object.get().text("sha"))), f -> f.textOrEmpty("message"));
  }

  private PullRequest pullRequest(Fields f) {
    return new PullRequest(f.count("number", 0), f.textOrEmpty("title"), f.link("html_url", api.host().web()));
  }

  private static String[] contents(RepositoryName name, String path) {
    List<String> parts = new ArrayList<>(List.of("repos", name.owner(), name.name(), "contents"));
    parts.addAll(List.of(path.split("/", -1)));
    return parts.toArray(String[]::new);
  }
}
