package dev.slipway.forge.github;

import dev.slipway.forge.Commit;
import dev.slipway.forge.Comparison;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Tag;
import dev.slipway.forge.Workflow;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHContent;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/// Repositories, their files and their history.
final class Repositories {
  private static final int LARGEST_FILE = 10 << 20;
  private static final int MOST_COMMITS = 50_000;

  private final Api api;
  private final Connector connector;
  private final GitHub github;

  Repositories(Api api, Connector connector) {
    this.api = api;
    this.connector = connector;
    this.github = connector.github(api.host().api());
  }

  /// The repository as github-api holds it; asked for each time, which the cache makes a free 304.
  private GHRepository open(RepositoryName name) throws IOException {
    return github.getRepository(name.toString());
  }

  Repository repository(RepositoryName name) throws ForgeException {
    return connector.calling("reading the repository " + name, () -> {
      GHRepository found = open(name);
      return new Repository(
          new RepositoryName(found.getOwnerName(), found.getName()),
          found.getDefaultBranch(),
          found.isPrivate(),
          found.hasPushAccess(),
          page(found));
    });
  }

  private URI page(GHRepository found) {
    java.net.URL url = found.getHtmlUrl();
    try {
      URI uri = url == null ? api.host().web() : URI.create(url.toString());
      return Origin.of(uri).isPresent() ? uri : api.host().web();
    } catch (IllegalArgumentException e) {
      return api.host().web();
    }
  }

  boolean mayAdminister(RepositoryName name) throws ForgeException {
    return connector.calling("reading the repository " + name, () -> open(name).hasAdminAccess());
  }

  Optional<byte[]> file(RepositoryName name, String path, String ref) throws ForgeException {
    String what = "reading %s of %s at %s".formatted(path, name, ref);
    try {
      GHContent content = connector.calling(what, () -> open(name).getFileContent(path, ref));
      if (content.getSize() > LARGEST_FILE) {
        throw new ForgeException(
            Kind.REFUSED, 0,
            "%s of %s is larger than 10 MiB, so it was not read; nothing was changed.".formatted(path, name),
            Optional.empty(), null);
      }
      if (content.getSize() > 1 << 20) { // above 1 MB the host leaves the bytes out of the JSON
        var query = new LinkedHashMap<>(Map.of("ref", ref));
        URI uri = api.uri(query, parts(name, "contents", path.split("/", -1)));
        return Optional.of(api.wire().call(Ask.get(what, uri).accepting("application/vnd.github.raw+json")).body());
      }
      return Optional.of(connector.calling(what, () -> {
        try (var in = content.read()) {
          return in.readNBytes(LARGEST_FILE);
        }
      }));
    } catch (ForgeException e) {
      return absent(e);
    }
  }

  List<String> folder(RepositoryName name, String path, String ref) throws ForgeException {
    try {
      return connector.calling("listing %s of %s at %s".formatted(path, name, ref), () ->
          open(name).getDirectoryContent(path, ref).stream()
              .filter(GHContent::isFile)
              .map(GHContent::getName)
              .toList());
    } catch (ForgeException e) {
      return Repositories.<List<String>>absent(e).orElse(List.of());
    }
  }

  private static <T> Optional<T> absent(ForgeException e) throws ForgeException {
    if (e.kind() == Kind.NOT_FOUND) {
      return Optional.empty();
    }
    throw e;
  }

  List<Tag> tags(RepositoryName name) throws ForgeException {
    return connector.calling("reading the tags of " + name, () -> {
      var tags = new ArrayList<Tag>();
      for (var tag : open(name).listTags().withPageSize(100)) {
        tags.add(new Tag(tag.getName(), tag.getCommit().getSHA1()));
      }
      return List.copyOf(tags);
    });
  }

  List<Workflow> workflows(RepositoryName name) throws ForgeException {
    return connector.calling("reading the workflows of " + name, () -> {
      var workflows = new ArrayList<Workflow>();
      for (var workflow : open(name).listWorkflows().withPageSize(100)) {
        workflows.add(new Workflow(
            workflow.getId(), workflow.getName(), workflow.getPath(), "active".equals(workflow.getState())));
      }
      return List.copyOf(workflows);
    });
  }

  void createTag(RepositoryName name, String tag, String sha) throws ForgeException {
    connector.calling("making the tag %s in %s".formatted(tag, name), () -> open(name).createRef("refs/tags/" + tag, sha));
  }

  /// Asks for a list of one rather than for the commit, whose answer would carry its whole difference.
  Optional<Commit> commit(RepositoryName name, String ref) throws ForgeException {
    try {
      return commits(name, ref, 1).stream().findFirst();
    } catch (ForgeException e) {
      boolean unknown = e.kind() == Kind.NOT_FOUND || e.status() == 422 || e.status() == 409;
      if (unknown) {
        return Optional.empty();
      }
      throw e;
    }
  }

  List<Commit> commits(RepositoryName name, String ref, int most) throws ForgeException {
    var query = new LinkedHashMap<String, String>();
    query.put("sha", ref);
    query.put("per_page", String.valueOf(Math.clamp(most, 1, 100)));
    return api.all(
        "reading the commits of %s up to %s".formatted(name, ref), api.uri(query, parts(name, "commits")), "", "", most,
        Repositories::commit);
  }

  Comparison compare(RepositoryName name, String base, String head) throws ForgeException {
    String what = "comparing %s with %s in %s".formatted(base, head, name);
    var query = new LinkedHashMap<>(Map.of("per_page", "100"));
    URI uri = api.uri(query, parts(name, "compare", base + "..." + head));
    Api.Page first = api.page(what, uri, "commits");
    List<Commit> commits = api.all(what, uri, "commits", "total_commits", MOST_COMMITS, Repositories::commit);
    try {
      Fields around = first.fields().orElseThrow();
      return new Comparison(around.count("ahead_by", 0), around.count("behind_by", 0), commits);
    } catch (Malformed e) {
      throw api.malformed(what, e);
    }
  }

  private static Commit commit(Fields f) {
    Fields git = f.object("commit");
    return new Commit(
        f.text("sha"),
        git.text("message"),
        git.objectIfAny("author").map(a -> a.textOrEmpty("name")).orElse(""),
        f.objectIfAny("author").map(a -> a.textOrEmpty("login")).orElse(""),
        git.objectIfAny("committer").or(() -> git.objectIfAny("author"))
            .orElseThrow(() -> new Malformed("`commit.committer` is absent")).time("date"),
        f.objects("parents").stream().map(p -> p.text("sha")).toList());
  }

  static String[] parts(RepositoryName name, String first, String... rest) {
    var parts = new ArrayList<>(List.of("repos", name.owner(), name.name(), first));
    parts.addAll(List.of(rest));
    return parts.toArray(String[]::new);
  }
}
