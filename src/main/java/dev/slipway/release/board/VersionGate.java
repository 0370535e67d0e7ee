package dev.slipway.release.board;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Release;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.Facts;
import dev.slipway.release.HeldFile;
import dev.slipway.release.Place;
import dev.slipway.release.Subject;
import dev.slipway.release.run.RunState;
import dev.slipway.verify.VerificationReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tag is a version, is free or leads to the commit that was built, and no other release took it: one that is public
/// carries the very files that were verified.
final class VersionGate {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private VersionGate() {}

  static Gate of(Facts facts) {
    Subject subject = facts.subject();
    List<Finding> findings = new ArrayList<>();
    Optional<String> built = facts.pipeline().run().map(run -> run.run().headSha());
    subject.tag().ifPresent(tag -> {
      if (subject.semanticVersion().isEmpty()) {
        findings.add(error(tag, "tag-no-version", tag + " is no semantic version.", "Choose a tag such as v1.2.3."));
      }
    });
    Optional<Boolean> same = subject.published().flatMap(release -> carriesWhatIsHeld(release, facts));
    subject.published().filter(_ -> same.equals(Optional.of(false))).ifPresent(release -> findings.add(taken(release)));
    subject.tagged().ifPresent(sha ->
        built.filter(commit -> !commit.equals(sha)).ifPresent(commit ->
            findings.add(
                error(
                    subject.tag().orElse(""), "tag-elsewhere",
                    "%s leads to %s, and the files were built from %s.".formatted(subject.tag().orElse("The tag"), shortened(sha), shortened(commit)),
                    "Build the commit the tag leads to."))));
    facts.pipeline().run().map(RunState::run).filter(WorkflowRun::ofPullRequest).ifPresent(run ->
        findings.add(
            error(
                subject.tag().orElse(""), "built-for-pull-request",
                "%s #%d was started by a pull request, so its files are of the merge with another branch and not of %s."
                    .formatted(run.name(), run.number(), shortened(run.headSha())),
                "Take a run that a push, a tag or a person started.")));
    Optional<String> head = subject.head().map(Commit::sha);
    if (subject.published().isEmpty() && subject.tagged().isEmpty() && built.isPresent() && head.isPresent() && !built.equals(head)) {
      findings.add(
          error(
              subject.tag().orElse(""), "head-moved",
              "%s is at %s now, and the files were built from %s.".formatted(subject.ref(), shortened(head.get()), shortened(built.get())),
              "Run the workflow again, or push the tag onto the commit that was built."));
    }
    GateState state = state(subject, built, same, findings);
    String detail = detail(subject, built, findings);
    List<Finding> setOff = state instanceof GateState.Passed ? SetOff.of(facts) : List.of();
    findings.addAll(setOff);
    return new Gate(
        GateId.VERSION,
        "Tag and commit",
        subject.policy().policy().policy(GateId.VERSION),
        state,
        "Free, or as built",
        subject.tag().map(tag -> tag + standing(subject)).orElse("no tag"),
        setOff.isEmpty() ? detail : detail + "; " + setOff.getFirst().message(),
        findings);
  }

  private static String standing(Subject subject) {
    if (subject.published().isPresent()) {
      return " is public";
    }
    return subject.tagged().isPresent() ? " exists" : " is free";
  }

  private static String detail(Subject subject, Optional<String> built, List<Finding> findings) {
    if (findings.isEmpty()) {
      return built.map(sha -> "built from " + shortened(sha)).orElse("");
    }
    Optional<Instant> since = subject.published().flatMap(Release::published);
    return since.isPresent() && findings.getFirst().rule().equals("release-exists")
        ? "since " + DAY.format(since.get())
        : findings.getFirst().message();
  }

  /// Whether the public release carries the files that were verified here, all of them and nothing else.
  private static Optional<Boolean> carriesWhatIsHeld(Release release, Facts facts) {
    List<HeldFile> held = facts.files().held();
    Optional<VerificationReport> report = facts.files().verification().value();
    if (held.isEmpty() || report.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Optional<Digest>> assets = new HashMap<>();
    release.assets().forEach(asset -> assets.put(asset.name(), asset.digest()));
    boolean equal = assets.size() == held.size() && release.assets().size() == held.size();
    for (HeldFile file : held) {
      Optional<Digest> here = report.get().file(file.name()).flatMap(row -> row.digest());
      equal = equal && here.isPresent() && here.equals(assets.get(file.name()));
    }
    return Optional.of(equal);
  }

  private static GateState state(Subject subject, Optional<String> built, Optional<Boolean> same, List<Finding> findings) {
    if (subject.place() instanceof Place.Folder) {
      return new GateState.NotApplicable("a folder has no tag");
    }
    if (subject.tag().isEmpty()) {
      return new GateState.Pending("no tag was chosen");
    }
    if (!findings.isEmpty()) {
      return new GateState.Failed();
    }
    if (subject.published().isPresent() && same.isEmpty()) {
      return new GateState.Pending("its files were not held against it yet");
    }
    return built.isEmpty() ? new GateState.Pending("nothing was built yet") : new GateState.Passed();
  }

  private static Finding taken(Release release) {
    return error(
        release.tag(), "release-exists", release.tag() + " is public already, with other files: " + release.page() + ".",
        "It is left as it is. Choose another tag.");
  }

  private static Finding error(String subject, String rule, String message, String fix) {
    return Finding.about(subject, rule, Severity.ERROR, message, fix);
  }

  private static String shortened(String sha) {
    return sha.length() > 7 ? sha.substring(0, 7) : sha;
  }
}
