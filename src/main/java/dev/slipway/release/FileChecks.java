package dev.slipway.release;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.size.Budget;
import dev.slipway.size.Budgets;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ReleaseFile;
import dev.slipway.size.SizeReport;
import dev.slipway.target.Target;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.AttestationSource;
import dev.slipway.verify.DigestCache;
import dev.slipway.verify.ExpectedFile;
import dev.slipway.verify.Rules;
import dev.slipway.verify.Trust;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is measured on the files of a release.
final class FileChecks {
  private FileChecks() {}

  /// Holds the files against their manifests, the host's digests and their targets.
  ///
  /// @param attestations who is asked for attestations
  /// @param trust        whose word counts
  static VerificationReport verify(
      Facts facts, AttestationSource attestations, Trust trust, DigestCache cache, Progress progress) throws Problem, Cancelled {
    List<ExpectedFile> files =
        facts.files().held().stream()
            .map(FileChecks::expected)
            .toList();
    if (files.isEmpty()) {
      throw Problem.wrongUse("There are no files to verify. Download them first.");
    }
    ReleasePolicy policy = facts.subject().policy().policy();
    Rules rules = PolicyRules.of(policy, facts.subject().version()).trusting(trust);
    return new Verifier(rules, cache).files(facts.subject().tag().orElse("the release"), files, attestations, progress);
  }

  static ExpectedFile expected(HeldFile file) {
    return new ExpectedFile(
        file.path(), file.name(), file.apiDigest(),
        file.asset().map(asset -> OptionalLong.of(asset.size())).orElse(OptionalLong.empty()),
        file.target(), file.asset().map(Asset::updated));
  }

  /// Holds the files and what is in them against the budgets of the policy.
  static SizeReport measure(Facts facts, Progress progress) throws Problem, Cancelled {
    List<ReleaseFile> files =
        facts.files().held().stream()
            .map(file -> new ReleaseFile(file.path(), file.name(), file.target().map(Target::triple).orElse("")))
            .toList();
    if (files.isEmpty()) {
      throw Problem.wrongUse("There are no files to measure. Download them first.");
    }
    return SizeReport.measure(files, budgets(facts.subject().policy().policy().budgets()), progress);
  }

  private static Budgets budgets(ReleasePolicy.Budgets stated) {
    List<Budget> budgets = new ArrayList<>();
    stated.binary().ifPresent(limit -> budgets.add(Budget.of(Budget.Kind.BINARY, limit)));
    stated.archive().ifPresent(limit -> budgets.add(Budget.of(Budget.Kind.ARCHIVE, limit)));
    stated.wasm().ifPresent(limit -> budgets.add(Budget.of(Budget.Kind.WASM, limit)));
    stated.gzip().ifPresent(limit -> budgets.add(Budget.of(Budget.Kind.GZ, limit)));
    stated.image().ifPresent(limit -> budgets.add(Budget.of(Budget.Kind.IMAGE, limit)));
    stated.targets().forEach((triple, limit) -> budgets.add(Budget.of(triple, Budget.Kind.BINARY, limit)));
    List<ComponentBudget> components = new ArrayList<>();
    stated.components().forEach((crate, limit) -> components.add(ComponentBudget.of(crate, Budget.Kind.BINARY, limit, crate)));
    stated.wasmComponents().forEach((crate, limit) -> components.add(ComponentBudget.of(crate, Budget.Kind.WASM, limit, crate)));
    return new Budgets(budgets, components);
  }
}
