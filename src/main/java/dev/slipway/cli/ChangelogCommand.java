package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.ChangelogUpdate;
import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.history.WholeHistory;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway changelog`: commits, where each goes and why, and the section they make.
@Command(
    name = "changelog",
    description = {
      "Makes a changelog section from Conventional Commits, and says of every commit where it went and why.",
      "With --write it goes into CHANGELOG.md, which changes nowhere else."
    })
final class ChangelogCommand implements Callable<Integer> {
  private static final int LONGEST_MESSAGE = 32 << 20;
  private final Terminal terminal;

  @Mixin ChangelogSource source = new ChangelogSource();

  @Option(names = "--all", description = "The whole history, one section for each release.")
  boolean all;

  @Option(names = "--write", description = "Write into CHANGELOG.md: below Unreleased, or as the version of --tag.")
  boolean write;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "The date of the version written. Default: today.")
  Optional<LocalDate> date = Optional.empty();

  @Option(names = "--message", paramLabel = "-", description = "Classify one commit message from standard input (-).")
  String message = "";

  @Option(names = "--json", description = "Print everything as one JSON document.")
  boolean json;

  ChangelogCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, Cancelled {
    if (!message.isEmpty()) {
      return one();
    }
    try (ChangelogSource.Opened opened = source.open(terminal)) {
      ReleasePolicy policy = ChangelogSource.policy(opened);
      Rules rules = ChangelogSource.rules(policy);
      if (all) {
        return whole(opened, policy, rules);
      }
      ChangelogDraft draft = source.draft(opened, rules);
      draft.range().missing().forEach(sentence -> terminal.err().println("slipway: " + sentence));
      Optional<Path> written = write ? write(opened, policy, draft) : Optional.empty();
      if (json) {
        ObjectNode node = ChangelogJson.draft(draft);
        written.ifPresent(file -> node.put("written", file.getFileName().toString()));
        Json.print(terminal.out(), node);
      } else {
        String name = policy.changelog().file();
        if (written.isPresent()) {
          terminal.out().println(name + " written. " + draft.range().reason() + ".");
        } else if (write) {
          terminal.out().println(name + " holds all of it already; nothing was changed. " + draft.range().reason() + ".");
        } else {
          print(draft);
        }
      }
      return Exit.HOLDS;
    }
  }

  /// @return the file that was written; empty where it needed no change
  private Optional<Path> write(ChangelogSource.Opened opened, ReleasePolicy policy, ChangelogDraft draft) throws Problem {
    Path path = changelog(opened, policy);
    if (!draft.range().missing().isEmpty()) {
      throw Problem.outOfReach(
          String.join(" ", draft.range().missing()) + " " + policy.changelog().file() + " was not changed, for entries would be missing.");
    }
    ChangelogFile file = ChangelogFile.read(path).orElseGet(() -> ChangelogFile.fresh(policy.changelog().file()));
    ChangelogFile next;
    if (source.tag.isEmpty()) {
      next = ChangelogUpdate.unreleased(file, draft.body());
    } else {
      SemanticVersion version =
          ReleaseTag.of(source.tag, "").map(ReleaseTag::version).orElseThrow(
              () -> Problem.wrongUse("\"%s\" carries no version; write it as v1.2.3.".formatted(source.tag)));
      next = ChangelogUpdate.release(file, version, date.orElseGet(() -> LocalDate.now(ZoneOffset.UTC)), draft.body());
    }
    if (next.text().equals(file.text()) && java.nio.file.Files.exists(path)) {
      return Optional.empty();
    }
    next.write(path);
    return Optional.of(path);
  }

  private static Path changelog(ChangelogSource.Opened opened, ReleasePolicy policy) throws Problem {
    Path folder =
        opened.folder().orElseThrow(
            () -> Problem.wrongUse("--write needs a clone with its files; name its folder with --repo."));
    return ChangelogFile.inClone(folder, policy.changelog().file());
  }

  private void print(ChangelogDraft draft) {
    PrintWriter out = terminal.out();
    out.println(draft.range().shown() + ": " + draft.range().reason());
    out.println(
        draft.proposal().next().map(version -> "Next version: " + version + " (" + draft.proposal().reason() + ")")
            .orElse("No next version: " + draft.proposal().reason()));
    out.println();
    out.print(draft.body().isEmpty() ? "No commit enters the changelog.\n" : draft.body());
    printLeftOut(draft.commits().stream().filter(it -> !it.included()).toList());
    draft.commits().forEach(
        it -> it.hints().forEach(hint -> terminal.err().println("slipway: " + it.commit().shortSha() + ": " + hint)));
  }

  /// Commits that stay out for one reason stand together below it.
  private void printLeftOut(List<ClassifiedCommit> left) {
    if (left.isEmpty()) {
      return;
    }
    PrintWriter out = terminal.out();
    out.println();
    out.println("Left out: " + left.size() + " (--include COMMIT=SECTION lists one all the same)");
    SequencedMap<String, List<ClassifiedCommit>> byReason = new LinkedHashMap<>();
    left.forEach(it -> byReason.computeIfAbsent(it.placement().words(), _ -> new ArrayList<>()).add(it));
    byReason.forEach((reason, commits) -> {
      out.println("  " + reason + ":");
      commits.forEach(it -> out.println("    " + it.commit().shortSha() + " " + it.commit().subject()));
    });
  }

  private int whole(ChangelogSource.Opened opened, ReleasePolicy policy, Rules rules) throws Problem, Cancelled {
    List<ChangelogDraft> drafts =
        ChangelogDraft.of(
            WholeHistory.of(opened.source(), source.request(opened.source()), Progress.unwatched()), rules);
    if (json) {
      ObjectNode node = drafts.isEmpty() ? Json.object() : ChangelogJson.draft(drafts.getFirst());
      node.set("releases", Json.array(drafts, ChangelogJson::draft));
      Json.print(terminal.out(), node);
      return Exit.HOLDS;
    }
    ChangelogFile file = ChangelogFile.fresh(policy.changelog().file());
    StringBuilder text = new StringBuilder(file.text());
    drafts.forEach(draft -> text.append('\n').append(section(draft)));
    if (write) {
      Path path = changelog(opened, policy);
      if (java.nio.file.Files.exists(path)) {
        throw Problem.wrongUse(
            "%s is there already, and --all would replace what people wrote in it. Nothing was changed; move it away first."
                .formatted(policy.changelog().file()));
      }
      ChangelogFile.of(policy.changelog().file(), text.toString()).write(path);
      terminal.out().println(policy.changelog().file() + " written.");
    } else {
      terminal.out().print(text);
    }
    return Exit.HOLDS;
  }

  private static String section(ChangelogDraft draft) {
    Optional<ReleaseTag> tag = ReleaseTag.of(draft.range().to(), "");
    String heading =
        tag.isEmpty()
            ? "## Unreleased"
            : "## " + tag.get().version()
                + draft.range().commits().stream().findFirst()
                    .map(commit -> " - " + LocalDate.ofInstant(commit.date(), ZoneOffset.UTC)).orElse("");
    return heading + "\n" + (draft.body().isEmpty() ? "" : "\n" + draft.body());
  }

  private int one() throws Problem {
    if (!message.equals("-")) {
      throw Problem.wrongUse("--message reads standard input; write `--message -`.");
    }
    byte[] bytes;
    try {
      bytes = terminal.in().readNBytes(LONGEST_MESSAGE);
    } catch (IOException e) {
      throw Problem.outOfReach("Standard input could not be read.", e);
    }
    ClassifiedCommit it =
        new Classifier(Rules.standard())
            .classify(new ChangelogCommit("", decoded(bytes), "", "", Instant.EPOCH, List.of()));
    if (json) {
      ObjectNode node = ChangelogJson.commit(it);
      node.putNull("range");
      node.putNull("nextVersion");
      node.putArray("commits").add(ChangelogJson.commit(it));
      Json.print(terminal.out(), node);
    } else {
      terminal.out().println(it.section().map(section -> section.title() + ": ").orElse("Left out: ") + it.placement().words());
      it.hints().forEach(hint -> terminal.err().println("slipway: " + hint));
    }
    return Exit.HOLDS;
  }

  /// As git reads a message without a declared encoding: UTF-8, or Latin-1 where it is none.
  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
    } catch (java.nio.charset.CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
