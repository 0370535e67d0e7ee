package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.SideBySide;
import dev.slipway.task.Cancelled;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Outcome;
import dev.slipway.transfer.Outcome.NotReceived;
import dev.slipway.transfer.Outcome.Received;
import dev.slipway.transfer.Retry;
import dev.slipway.transfer.Wanted;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway download`: the artifacts of a run, or the assets of a release, into a folder.
@Command(
    name = "download",
    description = "Downloads the artifacts of a run, or with --tag the assets of a release; goes on where a broken download stopped.")
final class DownloadCommand implements Callable<Integer> {
  private static final int AT_ONCE = 4;

  private final Terminal terminal;

  @Mixin RunOptions of = new RunOptions();

  @Option(names = "--tag", paramLabel = "TAG", description = "The assets of this release instead; a draft is found too, where the token may see it.")
  Optional<String> tag = Optional.empty();

  @Option(names = {"-D", "--dir"}, paramLabel = "DIR", defaultValue = ".", description = "The folder to put them in. Default: the current one.")
  String folder;

  @Option(names = {"-n", "--name"}, paramLabel = "GLOB", description = "Only files whose name matches; may be given several times.")
  List<String> names = new ArrayList<>();

  @Option(names = "--unpack", description = "Take the files out of the artifacts and put them side by side, as a release carries them and verify judges them.")
  boolean unpack;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  DownloadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    if (of.id.isPresent() && tag.isPresent()) {
      throw Problem.wrongUse("Give a run or --tag, not both. Nothing was downloaded.");
    }
    RepositoryName name = of.host.name(terminal);
    Forge forge = of.host.forge(terminal);
    List<Wanted> wanted = new ArrayList<>(tag.isPresent() ? assets(forge, name, tag.get()) : artifacts(of.choose(terminal)));
    filter(wanted);
    notExpired(wanted);
    Path into = terminal.resolve(folder);
    List<Outcome> outcomes =
        new Downloads(forge, AT_ONCE, Retry.usual()).all(name, wanted, into, new TransferProgress(terminal));
    if (!unpack) {
      return told(into, outcomes, List.of());
    }
    return told(into, outcomes, SideBySide.unpack(received(outcomes), into, new TerminalProgress(terminal.err())));
  }

  private static List<Received> received(List<Outcome> outcomes) {
    return outcomes.stream().filter(Received.class::isInstance).map(Received.class::cast).toList();
  }

  private List<Wanted> artifacts(RunOptions.Chosen chosen) throws Problem, ForgeException {
    RepositoryName name = chosen.repository();
    long runId = chosen.run();
    WorkflowRun run = chosen.forge().run(name, runId); // before its artifacts: what ends meanwhile may have made more
    List<Artifact> artifacts = chosen.forge().artifacts(name, runId);
    if (!run.status().ended() || run.conclusion() != Conclusion.SUCCESS) {
      terminal.err().printf(
          "slipway: %s #%d %s, so files of it may be missing.%n", RunJson.plain(run.name()), run.number(),
          run.status().ended() ? "ended: " + RunJson.state(run.status(), run.conclusion()) : "has not ended");
    }
    if (artifacts.isEmpty()) {
      throw Problem.outOfReach("Run %d of %s has no artifacts. Nothing was downloaded.".formatted(runId, name));
    }
    return artifacts.stream().<Wanted>map(Wanted.OfRun::new).toList();
  }

  private static void notExpired(List<Wanted> wanted) throws Problem {
    List<String> expired = new ArrayList<>();
    for (Wanted one : wanted) {
      if (one instanceof Wanted.OfRun(Artifact artifact) && artifact.expired()) {
        expired.add(artifact.name());
      }
    }
    if (!expired.isEmpty()) {
      throw Problem.outOfReach(
          "The host has deleted %s. Nothing was downloaded; run the workflow again.".formatted(String.join(", ", expired)));
    }
  }

  private static List<Wanted> assets(Forge forge, RepositoryName name, String tag) throws Problem, ForgeException {
    Optional<Release> published = forge.published(name, tag);
    Release release = published.isPresent()
        ? published.get()
        : forge.releases(name).stream()
            .filter(one -> one.tag().equals(tag))
            .max(Comparator.comparing(Release::created))
            .orElseThrow(() -> Problem.outOfReach(
                "%s has no release of %s that can be seen. Nothing was downloaded; a draft needs a token that may push.".formatted(name, tag)));
    if (release.assets().isEmpty()) {
      throw Problem.outOfReach("The release of %s carries no assets. Nothing was downloaded.".formatted(tag));
    }
    return release.assets().stream().<Wanted>map(Wanted.OfRelease::new).toList();
  }

  private void filter(List<Wanted> wanted) throws Problem {
    if (names.isEmpty()) {
      return;
    }
    List<PathMatcher> matchers = new ArrayList<>();
    for (String glob : names) {
      try {
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
      } catch (PatternSyntaxException e) {
        throw Problem.wrongUse("\"%s\" is no pattern for names: %s.".formatted(glob, e.getDescription()));
      }
    }
    String all = String.join(", ", wanted.stream().map(Wanted::name).toList());
    wanted.removeIf(one -> matchers.stream().noneMatch(matcher -> matches(matcher, one.name())));
    if (wanted.isEmpty()) {
      throw Problem.wrongUse("No name matches %s. There are: %s.".formatted(String.join(" or ", names), all));
    }
  }

  private static boolean matches(PathMatcher matcher, String name) {
    try {
      return matcher.matches(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private int told(Path into, List<Outcome> outcomes, List<Path> unpacked) {
    if (json) {
      ObjectNode root = Json.object();
      root.put("folder", folder);
      root.set("files", Json.array(outcomes, outcome -> document(into, outcome)));
      if (unpack) {
        root.putArray("unpacked").addAll(unpacked.stream().map(file -> TextNode.valueOf(into.relativize(file).toString())).toList());
      }
      Json.print(terminal.out(), root);
    }
    if (!json) {
      unpacked.forEach(file -> terminal.out().println("unpacked " + into.relativize(file)));
    }
    int code = Exit.HOLDS;
    Set<String> said = new HashSet<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Received received -> {
          if (!json) {
            terminal.out().printf(
                Locale.ROOT, "%-7s %,14d  %s  %s%n", RunJson.word(received.checked()), received.size(), received.sha256().abbreviated(),
                into.relativize(received.file()));
          }
        }
        case NotReceived failed -> {
          String sentence = failed.problem().sentence();
          // What is wrong with all files alike, such as a missing token, is said for the first of them.
          if (said.add(sentence.replace(failed.wanted().name(), ""))) {
            terminal.err().println("slipway: " + sentence);
          }
          code = Math.max(code, Exit.of(failed.problem()));
        }
      }
    }
    return code;
  }

  private static ObjectNode document(Path into, Outcome outcome) {
    ObjectNode node = Json.object();
    node.put("name", outcome.wanted().name());
    switch (outcome) {
      case Received received -> {
        node.put("state", "received");
        node.put("file", into.relativize(received.file()).toString());
        node.put("size", received.size());
        node.put("sha256", received.sha256().hex());
        node.put("checked", RunJson.word(received.checked()));
        node.put("form", RunJson.word(received.form()).replace('_', '-'));
      }
      case NotReceived failed -> {
        node.put("state", "not-received");
        node.put("message", failed.problem().sentence());
      }
    }
    return node;
  }
}
