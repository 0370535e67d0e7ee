package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.notes.Block;
import dev.slipway.changelog.notes.Drift;
import dev.slipway.changelog.notes.FileRows;
import dev.slipway.changelog.notes.ReleaseNotes;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.notes.BenchmarkResults;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway notes`: the text of a release.
@Command(
    name = "notes",
    description = {
      "Makes release notes: the changelog's section of the version (or one drafted from commits), sizes, benchmarks, checksums, how to verify.",
      "With --check it says where changelog, release and tag message no longer tell the same."
    })
final class NotesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ChangelogSource source = new ChangelogSource();

  @Option(names = "--files", paramLabel = "DIR", description = "The release's files, for the tables of sizes, benchmarks and checksums.")
  Optional<Path> files = Optional.empty();

  @Option(names = "--contributors", description = "Name who made it.")
  boolean contributors;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the notes into a file.")
  Optional<Path> out = Optional.empty();

  @Option(names = "--check", description = "Compare the changelog's section with the release and the tag's message instead.")
  boolean check;

  @Option(
      names = "--to", paramLabel = "draft|commit|pull-request",
      description = {
        "Write back to the host, for --repo OWNER/NAME and --tag: the notes into the release's draft, or the section into the changelog",
        "with a commit on the default branch or a pull request. What somebody changed meanwhile is never overwritten."
      })
  Optional<String> to = Optional.empty();

  @Option(names = "--json", description = "Print everything as one JSON document.")
  boolean json;

  NotesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, Cancelled, ForgeException {
    if (to.isPresent()) {
      return writeBack(to.get());
    }
    try (ChangelogSource.Opened opened = source.open(terminal)) {
      ReleasePolicy policy = ChangelogSource.policy(opened);
      return check ? drift(opened, policy) : make(opened, policy);
    }
  }

  /// The notes of a draft carry what was measured, so its files are gathered first; a section needs none.
  private int writeBack(String target) throws Problem, Cancelled, ForgeException {
    if (source.repo.isEmpty() || source.tag.isEmpty()) {
      throw Problem.wrongUse("--to needs --repo owner/name and --tag, the release whose texts are written back.");
    }
    Progress progress = Progress.unwatched();
    ReleaseOptions options = new ReleaseOptions();
    options.repository = source.hosted();
    options.tag = Optional.of(source.tag);
    String done =
        switch (target) {
          case "draft" -> options.gathered(terminal, progress).notes().writeDraft(progress);
          case "commit" -> made(options, progress).notes().commit(progress);
          case "pull-request" -> made(options, progress).notes().openPullRequest(progress);
          default -> throw Problem.wrongUse("--to is draft, commit or pull-request, not \"%s\".".formatted(target));
        };
    if (json) {
      ObjectNode node = Json.object();
      node.put("tag", source.tag);
      node.put("to", target);
      node.put("done", done);
      Json.print(terminal.out(), node);
    } else {
      terminal.out().println(done);
    }
    return Exit.HOLDS;
  }

  private ReleaseSession made(ReleaseOptions options, Progress progress) throws Problem, Cancelled, ForgeException {
    ReleaseSession session = new ReleaseSession(options.repository.connect(terminal), _ -> {});
    session.open(options.tag, Optional.empty(), progress);
    session.draftNotes(progress);
    return session;
  }

  private int make(ChangelogSource.Opened opened, ReleasePolicy policy)
      throws Problem, Cancelled, ForgeException {
    ChangelogDraft draft = source.draft(opened, ChangelogSource.rules(policy));
    draft.range().missing().forEach(sentence -> terminal.err().println("slipway: " + sentence));
    Optional<String> written = section(opened, policy);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Changes(written.orElse(draft.body())));
    if (files.isPresent()) {
      Path folder = terminal.resolve(files.get().toString());
      FileRows rows = FileRows.of(folder, Progress.unwatched());
      BenchmarkResults results =
          BenchmarkResults.of(rows.sizes().rows().stream().map(row -> folder.resolve(row.file())).toList(), policy);
      results.unread().forEach(sentence -> terminal.err().println("slipway: " + sentence));
      blocks.add(rows.sizes());
      blocks.add(results.block());
      blocks.add(rows.checksums());
      blocks.add(new Block.Verification(manifest(rows), Optional.empty()));
    }
    if (contributors) {
      blocks.add(Block.Contributors.of(draft.commits()));
    }
    String text = ReleaseNotes.draft(blocks);
    if (out.isPresent()) {
      WholeFile.writeText(terminal.resolve(out.get().toString()), text);
    }
    if (json) {
      ObjectNode node = ChangelogJson.draft(draft);
      node.put("source", written.isPresent() ? policy.changelog().file() : "commits");
      node.put("notes", text);
      Json.print(terminal.out(), node);
    } else if (out.isEmpty()) {
      terminal.out().print(text);
    }
    return Exit.HOLDS;
  }

  private int drift(ChangelogSource.Opened opened, ReleasePolicy policy) throws Problem, ForgeException {
    if (source.tag.isEmpty()) {
      throw Problem.wrongUse("--check needs --tag, the release whose texts are compared.");
    }
    Optional<String> section = section(opened, policy);
    Optional<String> message =
        opened.local().isPresent() ? opened.local().get().tagMessage(source.tag) : Optional.empty();
    Optional<String> body = Optional.empty();
    if (opened.hosted().isPresent()) {
      ChangelogSource.Hosted hosted = opened.hosted().get();
      body = hosted.forge().published(hosted.repository(), source.tag).map(Release::notes);
      message = hosted.forge().tagMessage(hosted.repository(), source.tag);
    }
    List<Finding> findings = Drift.find(version().toString(), section, body, message);
    boolean listed = message.filter(Drift::lists).isPresent();
    if (body.isEmpty() && !listed) {
      throw Problem.wrongUse(
          "%s has neither a published release nor a tag message with a list here, so there is nothing to compare the changelog with. Name the repository as owner/name to compare its release."
              .formatted(source.tag));
    }
    if (section.isEmpty() && findings.isEmpty()) {
      throw Problem.doesNotHold(
          "%s has no section %s, so there is nothing to compare. Write the section first."
              .formatted(policy.changelog().file(), version()));
    }
    if (json) {
      ObjectNode node = Json.object();
      node.put("tag", source.tag);
      node.put("release", body.isPresent() ? "compared" : "not-compared");
      node.put("tagMessage", listed ? "compared" : "not-compared");
      node.set("findings", Json.array(findings, Json::finding));
      Json.print(terminal.out(), node);
    } else {
      findings.forEach(finding -> terminal.out().println(finding.message() + " " + finding.fix()));
      terminal.out().println(
          (findings.isEmpty() ? "No difference found" : findings.size() == 1 ? "1 difference" : findings.size() + " differences") + "; release "
              + (body.isPresent() ? "compared" : "not compared") + ", tag message "
              + (listed ? "compared." : message.isPresent() ? "not compared: it lists nothing." : "not compared."));
    }
    return findings.isEmpty() ? Exit.HOLDS : Exit.FINDING;
  }

  /// The section people wrote, or may have edited, is the source; commits only help where it is missing.
  private Optional<String> section(ChangelogSource.Opened opened, ReleasePolicy policy) throws Problem, ForgeException {
    if (source.tag.isEmpty()) {
      return Optional.empty();
    }
    Optional<ChangelogFile> file = Optional.empty();
    if (opened.hosted().isPresent()) {
      ChangelogSource.Hosted hosted = opened.hosted().get();
      file =
          hosted.forge().file(hosted.repository(), policy.changelog().file(), hosted.forge().repository(hosted.repository()).defaultBranch())
              .map(bytes -> ChangelogFile.of(policy.changelog().file(), bytes));
    } else if (opened.folder().isPresent()) {
      file = ChangelogFile.read(opened.folder().get().resolve(policy.changelog().file()));
    }
    SemanticVersion version = version();
    return file.flatMap(f -> f.section(version).map(f::body)).filter(body -> !body.isEmpty());
  }

  private SemanticVersion version() throws Problem {
    return ReleaseTag.of(source.tag, "").map(ReleaseTag::version).orElseThrow(
        () -> Problem.wrongUse("\"%s\" carries no version; write it as v1.2.3.".formatted(source.tag)));
  }

  private static Optional<String> manifest(FileRows rows) {
    return rows.sizes().rows().stream()
        .map(Block.SizeRow::file)
        .filter(name -> name.equals("SHA256SUMS") || name.equals("checksums.txt") || name.equals("checksums.sha256"))
        .findFirst();
  }
}
