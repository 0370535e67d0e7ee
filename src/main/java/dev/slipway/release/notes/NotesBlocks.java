package dev.slipway.release.notes;

import dev.slipway.changelog.notes.Block;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.forge.Release;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.release.HeldFile;
import dev.slipway.release.Place;
import dev.slipway.release.Subject;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.ReleasePairs;
import dev.slipway.size.SizeReport;
import dev.slipway.size.SizeRow;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parts of the notes that follow from what was measured.
final class NotesBlocks {
  private NotesBlocks() {}

  /// The parts that the policy asks for and that have something to say now, in the policy's order.
  ///
  /// @param body    the changelog section below its heading
  /// @param commits the commits of the release
  static List<Block> of(Facts facts, String body, List<ClassifiedCommit> commits) {
    ReleasePolicy policy = facts.subject().policy().policy();
    List<String> wanted = policy.changelog().notes().isEmpty() ? ReleasePolicy.Changelog.NOTES : policy.changelog().notes();
    List<Block> blocks = new ArrayList<>();
    for (String id : wanted) {
      switch (id) {
        case "changes" -> blocks.add(new Block.Changes(body));
        case "install" -> blocks.add(new Block.Install(install(facts.subject())));
        case "image" -> image(facts.subject()).ifPresent(blocks::add);
        case "sizes" -> facts.files().sizes().value().ifPresent(report -> blocks.add(sizes(report, facts.subject().previous())));
        case "checksums" -> facts.files().verification().value().ifPresent(report -> blocks.add(checksums(report)));
        case "verification" -> facts.files().verification().value().ifPresent(report -> blocks.add(verification(report, facts.subject())));
        case "contributors" -> blocks.add(Block.Contributors.of(commits));
        case "benchmarks" -> blocks.add(benchmarks(facts).block());
        default -> { } // the policy reader has said that there is no such part
      }
    }
    return blocks;
  }

  /// What the release's files say of benchmarks.
  static BenchmarkResults benchmarks(Facts facts) {
    return BenchmarkResults.of(facts.files().held().stream().map(HeldFile::path).toList(), facts.subject().policy().policy());
  }

  private static List<String> install(Subject subject) {
    String tag = subject.tag().orElse("");
    List<String> stated = subject.policy().policy().changelog().install();
    if (!stated.isEmpty()) {
      return stated.stream()
          .map(line -> line.replace("{version}", subject.version().orElse("")).replace("{tag}", tag))
          .toList();
    }
    return subject.place() instanceof Place.OnHost(_, var repository)
        ? List.of("gh release download %s --repo %s".formatted(tag, repository))
        : List.of();
  }

  private static Optional<Block> image(Subject subject) {
    return subject.policy().policy().image()
        .map(image -> new Block.Image(image.reference() + ":" + subject.tag().orElse("latest"), Optional.empty()));
  }

  private static Block sizes(SizeReport report, Optional<Release> previous) {
    List<Block.SizeRow> rows = new ArrayList<>();
    for (SizeRow row : report.rows()) {
      Optional<Long> budget = row.budget().map(BudgetResult::budget).map(its -> its.limit());
      if (row.member().isEmpty()) {
        rows.add(new Block.SizeRow(row.file(), row.size(), before(row.file(), previous), budget));
      } else if (budget.isPresent()) {
        rows.add(new Block.SizeRow(row.title(), row.size(), new Block.Before.NotKnown(), budget));
      }
    }
    return new Block.Sizes(rows);
  }

  private static Block.Before before(String file, Optional<Release> previous) {
    if (previous.isEmpty()) {
      return new Block.Before.NotKnown();
    }
    return previous.get().assets().stream()
        .filter(asset -> ReleasePairs.same(asset.name(), file))
        .findFirst()
        .<Block.Before>map(asset -> new Block.Before.Had(asset.size()))
        .orElseGet(Block.Before.HadNone::new);
  }

  private static Block checksums(VerificationReport report) {
    return new Block.Checksums(
        report.files().stream()
            .filter(file -> file.role() == VerifiedFile.Role.ASSET && file.digest().isPresent())
            .map(file -> new Block.ChecksumRow(file.name(), file.digest().orElseThrow()))
            .toList());
  }

  private static Block verification(VerificationReport report, Subject subject) {
    Optional<String> manifest =
        report.files().stream().filter(file -> file.role() == VerifiedFile.Role.MANIFEST).map(VerifiedFile::name).findFirst();
    List<VerifiedFile> assets = report.files().stream().filter(file -> file.role() == VerifiedFile.Role.ASSET).toList();
    boolean attested =
        !assets.isEmpty() && assets.stream().allMatch(file -> file.cell(Check.PROVENANCE) instanceof Cell.Passed);
    Optional<String> repository =
        attested && subject.place() instanceof Place.OnHost(_, var name) ? Optional.of(name.toString()) : Optional.empty();
    return new Block.Verification(manifest, repository);
  }
}
