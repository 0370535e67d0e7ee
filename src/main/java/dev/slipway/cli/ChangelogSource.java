package dev.slipway.cli;

import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.history.CommitSource;
import dev.slipway.changelog.history.HostedHistory;
import dev.slipway.changelog.history.LocalClone;
import dev.slipway.changelog.history.RangeChoice;
import dev.slipway.changelog.history.RangeRequest;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.Choice;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.PolicyReader;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.notes.ChangelogRules;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say which history is meant, the same for `changelog` and `notes`.
final class ChangelogSource {
  @Option(names = "--repo", paramLabel = "DIR|OWNER/NAME", description = "A clone, or a repository on the host. Default: the clone around the current folder.")
  String repo = "";

  @Option(names = "--host", paramLabel = "HOST", description = "A GitHub Enterprise host. Default: github.com.")
  String host = "";

  @Option(names = "--range", paramLabel = "A..B", description = "The commits of B that A does not have.")
  String range = "";

  @Option(names = "--unreleased", description = "The commits since the previous release (the default).")
  boolean unreleased;

  @Option(names = "--tag", paramLabel = "TAG", description = "The release this is about: where the tag exists, the range ends there.")
  String tag = "";

  @Option(names = "--channel", paramLabel = "stable|any", description = "Whether prereleases count as previous releases. Default: as the tag is.")
  String channel = "";

  @Option(names = "--series", paramLabel = "PREFIX", description = "Only tags with this prefix, such as cli-v.")
  Optional<String> series = Optional.empty();

  @Option(names = "--path", paramLabel = "PATH", description = "Only commits that touch this file or folder. May be given several times.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--include", paramLabel = "COMMIT[=SECTION]",
      description = "List this commit, whatever the rules say, under a section (Changed where none is named). May be given several times.")
  List<String> include = new ArrayList<>();

  @Option(names = "--leave-out", paramLabel = "COMMIT", description = "Leave this commit out, whatever the rules say. May be given several times.")
  List<String> leaveOut = new ArrayList<>();

  /// An opened history; closing it closes the clone.
  record Opened(CommitSource source, Optional<LocalClone> local, Optional<Hosted> hosted) implements AutoCloseable {
    @Override
    public void close() {
      local.ifPresent(LocalClone::close);
    }

    /// The folder with the files of the clone.
    Optional<Path> folder() {
      return local.flatMap(LocalClone::worktree);
    }
  }

  /// A repository on a host.
  record Hosted(Forge forge, RepositoryName repository) {}

  Opened open(Terminal terminal) throws Problem {
    Path folder = repo.isEmpty() ? terminal.folder() : terminal.resolve(repo);
    if (repo.isEmpty() || Files.exists(folder)) {
      LocalClone clone = LocalClone.open(folder);
      return new Opened(clone, Optional.of(clone), Optional.empty());
    }
    RepositoryName repository = RepositoryName.parse(repo);
    RepositoryOptions options = hosted();
    Forge forge = options.forge(terminal);
    return new Opened(
        new HostedHistory(forge, repository), Optional.empty(), Optional.of(new Hosted(forge, repository)));
  }

  /// The repository on the host that is named.
  RepositoryOptions hosted() {
    RepositoryOptions options = new RepositoryOptions();
    options.repository = Optional.of(repo).filter(name -> !name.isEmpty());
    options.host = Optional.of(host).filter(name -> !name.isEmpty());
    return options;
  }

  /// Which commits are asked for.
  ///
  /// @param source to see whether the tag exists already
  RangeRequest request(CommitSource source) throws Problem {
    boolean tagged =
        !tag.isEmpty() && source.tags().releases().stream().anyMatch(known -> known.name().equals(tag));
    Optional<String> useless =
        tag.isEmpty()
            ? Optional.empty()
            : source.tags().others().stream().filter(other -> other.startsWith(tag + " skipped: ")).findFirst();
    if (useless.isPresent()) {
      throw Problem.wrongUse(
          "The tag %s cannot be a release: %s. Choose another tag, or move it.".formatted(tag, useless.get().substring(tag.length() + 10)));
    }
    boolean nameless = !tag.isEmpty() && !tagged && ReleaseTag.of(tag, "").isEmpty();
    if (nameless) {
      source.resolve(tag); // a tag without a version, such as nightly, must be there
    }
    RangeRequest request = tagged || nameless ? RangeRequest.upTo(tag) : RangeRequest.unreleased();
    if (!range.isEmpty()) {
      int dots = range.indexOf("..");
      if (dots < 0) {
        throw Problem.wrongUse("\"%s\" is no range; write it as v0.3.2..HEAD.".formatted(range));
      }
      String end = range.substring(dots + 2).replaceFirst("^\\.", "");
      request = RangeRequest.upTo(end.isEmpty() ? "HEAD" : end);
      request = dots == 0 ? request : request.from(range.substring(0, dots));
    }
    return series.map(request::inSeries).orElse(request).touching(paths).on(channel());
  }

  /// The section of what the request asks for, with the commits a person put in or took out.
  ///
  /// @throws Problem when a commit named by a person is not in the range, or names several
  ChangelogDraft draft(Opened opened, Rules rules) throws Problem, Cancelled {
    CommitRange range = new RangeChoice(opened.source()).choose(request(opened.source()), Progress.unwatched());
    Map<String, Choice> choices = new HashMap<>();
    for (String one : include) {
      int equals = one.indexOf('=');
      String section = equals < 0 ? "Changed" : one.substring(equals + 1);
      ChangeType type =
          ChangeType.parse(section)
              .orElseThrow(() -> Problem.wrongUse(
                  "\"%s\" is no section; write Added, Changed, Deprecated, Removed, Fixed or Security.".formatted(section)));
      choices.put(commit(range, equals < 0 ? one : one.substring(0, equals)), new Choice.Include(type));
    }
    for (String one : leaveOut) {
      choices.put(commit(range, one), new Choice.LeaveOut());
    }
    return ChangelogDraft.of(range, rules, choices);
  }

  private static String commit(CommitRange range, String start) throws Problem {
    String wanted = start.strip().toLowerCase(Locale.ROOT);
    List<String> found =
        range.commits().stream().map(ChangelogCommit::sha).filter(sha -> wanted.length() >= 4 && sha.startsWith(wanted)).toList();
    if (found.size() != 1) {
      throw Problem.wrongUse(
          found.isEmpty()
              ? "%s is no commit of %s. Name at least four digits of one.".formatted(start, range.shown())
              : "%s are the first digits of %d commits. Name more of them.".formatted(start, found.size()));
    }
    return found.getFirst();
  }

  private RangeRequest.Channel channel() throws Problem {
    return switch (channel) {
      case "" -> RangeRequest.Channel.BY_TAG;
      case "stable" -> RangeRequest.Channel.STABLE;
      case "any" -> RangeRequest.Channel.ANY;
      default -> throw Problem.wrongUse("--channel is stable or any, not \"%s\".".formatted(channel));
    };
  }

  /// What the repository's policy file says, or the defaults.
  static ReleasePolicy policy(Opened opened) throws Problem {
    Optional<String> text = opened.hosted().isPresent() ? onHost(opened.hosted().get()) : inClone(opened);
    if (text.isEmpty()) {
      return ReleasePolicy.defaults();
    }
    PolicyFile policy = PolicyReader.read(PolicyFile.NAME, text.get());
    Optional<Finding> error =
        policy.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).findFirst();
    if (error.isPresent()) {
      throw Problem.wrongUse(
          error.get().at().map(at -> at + ": ").orElse("") + error.get().message() + " " + error.get().fix());
    }
    return policy.policy();
  }

  private static Optional<String> onHost(Hosted hosted) throws Problem {
    try {
      String branch = hosted.forge().repository(hosted.repository()).defaultBranch();
      return hosted.forge().file(hosted.repository(), PolicyFile.NAME, branch).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (ForgeException e) {
      throw Problem.outOfReach(e.sentence(), e);
    }
  }

  private static Optional<String> inClone(Opened opened) throws Problem {
    Optional<Path> file = opened.folder().map(folder -> folder.resolve(PolicyFile.NAME)).filter(Files::exists);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      return Optional.of(new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s.".formatted(file.get(), WholeFile.reason(e)), e);
    }
  }

  static Rules rules(ReleasePolicy policy) throws Problem {
    return ChangelogRules.of(policy);
  }
}
