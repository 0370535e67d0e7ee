package dev.slipway.verify;

import dev.slipway.verify.ProofFile.Bundle;
import dev.slipway.verify.sigstore.Accepted;
import dev.slipway.verify.sigstore.Artifact;
import dev.slipway.verify.sigstore.BundleVerifier;
import dev.slipway.verify.sigstore.Expectation;
import dev.slipway.verify.sigstore.FirstVerification;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.Statement;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What Sigstore bundles say about a file.
final class BundleProofs {
  /// What evidence tells the name a file has in an attestation.
  static final String ATTESTED_AS = "attested as";

  private final Trust trust;
  private final Signers signers;
  private final BundleVerifier verifier;

  BundleProofs(Trust trust) {
    this.trust = trust;
    this.signers = new Signers(trust);
    this.verifier = BundleVerifier.withShipped(trust.newerRoots());
  }

  /// Gets the first verification over with where something in the folder is called like a bundle.
  static void warmUp(Path subject) {
    inBackground("warming-up-signatures", () -> {
      if (isBundleNear(subject)) {
        inBackground("finding-a-logger", FirstVerification::findLogger);
        var _ = FirstVerification.getOverWith();
      }
    });
  }

  private static void inBackground(String name, Runnable work) {
    Thread.ofPlatform().name(name).daemon().start(work);
  }

  private static boolean isBundleNear(Path subject) {
    Path folder = Files.isDirectory(subject) ? subject : subject.toAbsolutePath().getParent();
    if (folder == null) {
      return false;
    }
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
      for (Path path : names) {
        String name = String.valueOf(path.getFileName());
        boolean bundle = name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".sigstore") || name.endsWith(".bundle");
        if (bundle && ProofFile.mayBe(name)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /// An answer, and the column it belongs to.
  record Answer(Check check, Cell cell) {}

  /// What one bundle says about a file; empty when it is about others.
  ///
  /// @param named whether the bundle's own name says that it is about this file
  Optional<Answer> about(String file, Bundle bundle, boolean named, Row row, Artifact artifact) {
    boolean claims = artifact.digests().stream().anyMatch(digest -> bundle.sketch().digests().contains(digest.hex()));
    if (!named && !claims) {
      return Optional.empty();
    }
    Check column = bundle.sketch().attestation() ? Check.PROVENANCE : Check.SIGNATURE;
    Evidence from = new Evidence("bundle", file);
    try {
      return Optional.of(judged(file, bundle, verified(bundle, artifact), row, artifact));
    } catch (Refused e) {
      String sentence = "%s does not hold for %s (%s): %s.".formatted(file, row.name, e.step().words(), e.reason());
      boolean nobodyGiven = bundle.sketch().managedKey() && e.step() == Refused.Step.IDENTITY;
      if (nobodyGiven) {
        return Optional.of(new Answer(column, Cell.notCheckable(sentence, from)));
      }
      // Only a refusal for want of a newer root has another behind it.
      row.error("bundle-refused", sentence, e.getCause() instanceof Refused
          ? "Hold it against a newer trust root, such as gh attestation trusted-root prints; do not ship it before it holds."
          : "Do not ship it; sign the file again, after its last change.");
      return Optional.of(new Answer(column, Cell.failed(sentence, from, new Evidence("step", e.step().words()))));
    }
  }

  /// The name of a file as the code host has it.
  private static String uploadedAs(String name) {
    return GitHubName.uploaded(name);
  }

  /// A bundle of somebody's own key is held against each key that was given, for nothing says which.
  private Accepted verified(Bundle bundle, Artifact artifact) throws Refused {
    if (!bundle.sketch().managedKey()) {
      return verifier.verify(bundle.json(), artifact, new Expectation.Anybody());
    }
    Refused last = null;
    for (String key : trust.keys()) {
      if (key.contains("-----BEGIN PUBLIC KEY-----")) {
        try {
          return verifier.verify(bundle.json(), artifact, Expectation.key(key));
        } catch (Refused e) {
          last = e;
        }
      }
    }
    if (last != null) {
      throw last;
    }
    return verifier.verify(bundle.json(), artifact, new Expectation.Anybody());
  }

  private Answer judged(String file, Bundle bundle, Accepted accepted, Row row, Artifact artifact) {
    List<Evidence> evidence = ProvenanceWords.evidence(file, accepted);
    Optional<Statement> statement = accepted.statement();
    List<String> names = statement.map(its -> its.names(artifact)).orElse(List.of());
    names.forEach(name -> evidence.add(new Evidence(ATTESTED_AS, name)));
    boolean provenance = statement.filter(Statement::isProvenance).isPresent();
    Check column = provenance ? Check.PROVENANCE : Check.SIGNATURE;
    String by = Signers.words(accepted);
    if (statement.filter(Statement::isRelease).isPresent() && !names.contains(uploadedAs(row.name))) {
      String sentence = "%s is released as %s (%s).".formatted(row.name, String.join(", ", names), file);
      row.error("released-under-another-name", sentence, "Give it the name it was released under.");
      return new Answer(column, new Cell.Failed(sentence, evidence));
    }
    Optional<String> swapped = statement.flatMap(its -> its.nameOfAnother(uploadedAs(row.name), artifact, GitHubName::uploaded));
    if (swapped.isPresent()) {
      String sentence = "%s is attested as %s, and as %s another file is (%s).".formatted(row.name, String.join(", ", names), swapped.get(), file);
      row.error("attested-under-another-name", sentence, "Give each file the name it was attested by: two may have been swapped.");
      return new Answer(column, new Cell.Failed(sentence, evidence));
    }
    Signers.Verdict verdict = bundle.sketch().managedKey() ? signers.judgeByKey(accepted) : signers.judge(accepted);
    Optional<String> elsewhere =
        provenance && !(verdict instanceof Signers.Verdict.Another) ? ProvenanceWords.contradicting(accepted) : Optional.empty();
    if (elsewhere.isPresent()) {
      String sentence =
          "%s says that %s was built from %s, and the certificate of who says so is of %s."
              .formatted(file, row.name, elsewhere.get(), accepted.claims().get("repository"));
      row.error("provenance-contradicts-certificate", sentence, "Find out what that workflow attests before anybody uses it.");
      return new Answer(column, new Cell.Failed(sentence, evidence));
    }
    return switch (verdict) {
      case Signers.Verdict.NobodyAsked(String missing) ->
          new Answer(
              column,
              new Cell.NotChecked("It holds and was signed by %s. %s, and it can pass.".formatted(by, missing), evidence));
      case Signers.Verdict.NotEnough(String why) ->
          new Answer(column, new Cell.NotChecked("It holds and was signed by %s. %s".formatted(by, why), evidence));
      case Signers.Verdict.Another(String rule, String expected) -> {
        row.error(
            rule, "%s was signed by %s, and %s was expected (%s).".formatted(row.name, by, expected, file),
            rule.equals("signer-changed")
                ? "Find out whether the workflow was renamed on purpose; then pin it again with --pin."
                : "Find out who built it before anybody uses it.");
        yield new Answer(column, new Cell.Failed("Signed by %s, and %s was expected.".formatted(by, expected), evidence));
      }
      case Signers.Verdict.Expected() -> {
        boolean says = statement.isEmpty() || provenance || statement.filter(Statement::isRelease).isPresent();
        yield new Answer(
            column,
            says
                ? new Cell.Passed((statement.isPresent() ? "Attested by %s." : "Signed by %s.").formatted(by), evidence)
                : new Cell.NotChecked(
                    "%s attests something else about it (%s), which does not say that it is genuine."
                        .formatted(by, statement.get().predicateType()),
                    evidence));
      }
    };
  }
}
