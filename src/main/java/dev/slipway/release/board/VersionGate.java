package dev.slipway.release.board;

import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Release;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.Facts;
import dev.slipway.release.Place;
import dev.slipway.release.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tag is a version, is free or leads to the commit that was built, and no release took it.
final class VersionGate {
  private VersionGate() {}

  static Gate of(Facts facts) {
    Subject subject = facts.subject();
    List<Finding> findings = new ArrayList<>();
    Optional<String> built = facts.pipeline().run().map(run -> run.run().headSha());
    subject.tag().ifPresent(tag -> {
      if (SemanticVersion.parse(subject.version().orElse(tag)).isEmpty()) {
        findings.add(error(tag, "tag-no-version", tag + " is no semantic version.", "Choose a tag such as v1.2.3."));
      }
    });
    subject.published().ifPresent(release -> findings.add(taken(release)));
    subject.tagged().ifPresent(sha ->
        built.filter(commit -> !commit.equals(sha)).ifPresent(commit ->
            findings.add(
                error(
                    subject.tag().orElse(""), "tag-elsewhere",
                    "%s leads to %s, and the files were built from %s.".formatted(subject.tag().orElse("The tag"), shortened(sha), shortened(commit)),
                    "Build the commit the tag leads to."))));
    Optional<String> head = subject.head().map(Commit::sha);
    if (subject.tagged().isEmpty() && built.isPresent() && head.isPresent() && !built.equals(head)) {
      findings.add(
          error(
              subject.tag().orElse(""), "head-moved",
              "%s is at %s now, and the files were built from %s.".formatted(subject.ref(), shortened(head.get()), shortened(built.get())),
              "Run the workflow again, or push the tag onto the commit that was built."));
    }
    GateState state = state(subject, built, findings);
    return new Gate(
        GateId.VERSION,
        "Tag and commit",
        subject.policy().policy().policy(GateId.VERSION),
        state,
        "Free, or as built",
        subject.tag().map(tag -> tag + (subject.tagged().isPresent() ? " exists" : " is free")).orElse("no tag"),
        findings.isEmpty() ? built.map(sha -> "built from " + shortened(sha)).orElse("") : findings.getFirst().message(),
        findings);
  }

  private static GateState state(Subject subject, Optional<String> built, List<Finding> findings) {
    if (subject.place() instanceof Place.Folder) {
      return new GateState.NotApplicable("a folder has no tag");
    }
    if (subject.tag().isEmpty()) {
      return new GateState.Pending("no tag was chosen");
    }
    if (!findings.isEmpty()) {
      return new GateState.Failed();
    }
    return built.isEmpty() ? new GateState.Pending("nothing was built yet") : new GateState.Passed();
  }

  private static Finding taken(Release release) {
    return error(
        release.tag(), "release-exists", "A release for " + release.tag() + " is public already: " + release.page() + ".",
        "Choose another tag.");
  }

  private static Finding error(String subject, String rule, String message, String fix) {
    return Finding.about(subject, rule, Severity.ERROR, message, fix);
  }

  private static String shortened(String sha) {
    return sha.length() > 7 ? sha.substring(0, 7) : sha;
  }
}
