package dev.slipway.release;

import dev.slipway.changelog.history.LocalClone;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.verify.ExpectedSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A clone around some files, and who it says should have signed them. Whoever made the folder could have made the clone,
/// so this is shown and used only when a person says that the clone is theirs.
///
/// @param folder     the checked-out files
/// @param repository its address on the host, as `https://github.com/owner/name`
/// @param workflow   the one workflow in it that attests; empty where there is none, or several
/// @param head       the release tag of the very commit that is checked out; empty where there is none, or several
public record Checkout(Path folder, String repository, Optional<String> workflow, Optional<ReleaseTag> head) {
  private static final int DEEPEST = 64;
  private static final int LARGEST_WORKFLOW = 1 << 20;
  private static final Pattern REMOTE =
      Pattern.compile("(?:https?://(?:[^/@]+@)?|ssh://(?:[^/@]+@)?|git://|[^/@:]+@)([A-Za-z0-9.-]+)(?::\\d+)?[:/]+([^/]+)/([^/]+?)(?:\\.git)?/?");
  private static final Pattern ATTESTS =
      Pattern.compile("(?m)^[^#\\n]*uses:\\s*['\"]?(?:actions/attest|slsa-framework/slsa-github-generator|sigstore/cosign-installer|sigstore/gh-action-sigstore)");

  /// The clone that a file or folder lies in; empty where there is none, or its remote is no repository on a host.
  public static Optional<Checkout> around(Path path) {
    Path at = path.toAbsolutePath().normalize();
    for (int i = 0; at != null && i < DEEPEST; i++, at = at.getParent()) {
      if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return read(at);
      }
    }
    return Optional.empty();
  }

  private static Optional<Checkout> read(Path folder) {
    try (LocalClone clone = LocalClone.open(folder)) {
      Path top = clone.worktree().orElse(folder);
      return clone.origin().flatMap(Checkout::address).map(url -> new Checkout(top, url, workflow(top), head(clone)));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  /// The address people open in a browser, of any address git takes.
  static Optional<String> address(String remote) {
    Matcher matcher = REMOTE.matcher(remote.strip());
    return matcher.matches()
        ? Optional.of("https://%s/%s/%s".formatted(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  private static Optional<ReleaseTag> head(LocalClone clone) {
    try {
      String commit = clone.resolve("HEAD");
      List<ReleaseTag> here = clone.tags().releases().stream().filter(tag -> tag.sha().equals(commit)).toList();
      return here.size() == 1 ? Optional.of(here.getFirst()) : Optional.empty();
    } catch (Problem e) {
      return Optional.empty(); // nothing was committed yet
    }
  }

  private static Optional<String> workflow(Path top) {
    Path workflows = top.resolve(".github/workflows");
    List<String> attesting = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(workflows, "*.{yml,yaml}")) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && ATTESTS.matcher(text(file)).find()) {
          attesting.add(".github/workflows/" + file.getFileName());
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return attesting.size() == 1 ? Optional.of(attesting.getFirst()) : Optional.empty();
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LARGEST_WORKFLOW), StandardCharsets.UTF_8);
    }
  }

  /// Who should have signed: for the tag that was named, else for the one that is checked out, where there is one.
  public ExpectedSigner expected(Optional<String> tag) {
    Optional<String> commit = head.filter(its -> tag.isEmpty() || its.name().equals(tag.get())).map(ReleaseTag::sha);
    return ExpectedSigner.of(repository).in(workflow).at(tag.or(() -> head.map(ReleaseTag::name)), commit);
  }

  /// The host of the repository.
  public String host() {
    return URI.create(repository).getHost();
  }

  /// `owner/name`.
  public String name() {
    return URI.create(repository).getPath().substring(1);
  }
}
