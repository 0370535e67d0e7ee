package dev.slipway.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was verified, when and by what, so that a later run can tell what changed since.
public final class EvidenceRecord {
  private static final String FORMAT = "slipway-verification/1";

  private EvidenceRecord() {}

  /// Whether a document is what [#of] writes; any other would say that nothing was there before.
  public static boolean isOne(JsonNode document) {
    return document.path("format").asText().equals(FORMAT) && document.path("files").isArray();
  }

  /// Writes down hashes, answers and what they rest on.
  public static ObjectNode of(VerificationReport report, String version, Instant at) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("tool", "slipway " + version);
    root.put("verifiedAt", at.toString());
    root.put("subject", report.subject());
    root.put("verdict", report.verdict().word());
    root.put("coverage", report.coverage().word());
    ArrayNode files = root.putArray("files");
    for (VerifiedFile file : report.files()) {
      ObjectNode node = files.addObject();
      node.put("name", file.name());
      file.size().ifPresent(size -> node.put("size", size));
      file.digest().ifPresent(digest -> node.put("digest", digest.toString()));
      node.put("role", file.role().word());
      checks(file, node.putObject("checks"));
      findings(file.findings(), node.putArray("findings"));
    }
    findings(report.findings(), root.putArray("findings"));
    return root;
  }

  /// The answer to every check, with its reason and evidence.
  static void checks(VerifiedFile file, ObjectNode node) {
    for (Check check : Check.values()) {
      Cell cell = file.cell(check);
      ObjectNode answer = node.putObject(check.key());
      answer.put("state", cell.word());
      answer.put("reason", cell.reason());
      ArrayNode evidence = answer.putArray("evidence");
      cell.evidence().forEach(e -> evidence.addObject().put("what", e.what()).put("value", e.value()));
    }
  }

  private static void findings(List<Finding> findings, ArrayNode array) {
    findings.forEach(finding ->
        array.addObject().put("rule", finding.rule()).put("severity", finding.severity().word()).put("message", finding.message()).put("fix", finding.fix()));
  }

  /// What is different now from what was written down: changed bytes, files that came or went, another signer, a check that
  /// passed and passes no longer.
  public static List<Finding> changes(JsonNode before, VerificationReport now) {
    List<Finding> changes = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (JsonNode old : before.path("files")) {
      String name = old.path("name").asText();
      known.add(name);
      now.file(name)
          .ifPresentOrElse(
              file -> compare(old, file, before.path("verifiedAt").asText(), changes),
              () -> changes.add(changed(name, "gone-since-verified", name + " is gone since it was verified.")));
    }
    for (VerifiedFile file : now.files()) {
      if (!known.contains(file.name())) {
        changes.add(changed(file.name(), "new-since-verified", file.name() + " is new since the others were verified."));
      }
    }
    return changes;
  }

  private static void compare(JsonNode old, VerifiedFile file, String when, List<Finding> changes) {
    String digest = old.path("digest").asText("");
    String now = file.digest().map(Object::toString).orElse("");
    if (!digest.equals(now)) {
      changes.add(
          changed(
              file.name(), "changed-since-verified",
              "%s changed since it was verified at %s: it was %s and is %s.".formatted(file.name(), when, digest, now)));
    }
    for (Check check : Check.values()) {
      noLongerPassed(old, check, file, when).ifPresent(changes::add);
    }
    for (Check check : List.of(Check.PROVENANCE, Check.SIGNATURE)) {
      List<String> before = signers(old.path("checks").path(check.key()).path("evidence"));
      List<String> after =
          file.cell(check).evidence().stream().filter(e -> isSigner(e.what())).map(Evidence::value).toList();
      if (!before.equals(after)) {
        changes.add(
            changed(
                file.name(), "signer-changed",
                "%s was signed by %s when it was verified at %s, and now by %s."
                    .formatted(file.name(), words(before), when, words(after))));
      }
    }
  }

  /// A check that nobody made this time is no change of the file; one that found nothing where there was something is.
  private static Optional<Finding> noLongerPassed(JsonNode old, Check check, VerifiedFile file, String when) {
    Cell now = file.cell(check);
    if (now instanceof Cell.Passed || !old.path("checks").path(check.key()).path("state").asText().equals("passed")) {
      return Optional.empty();
    }
    String sentence = "%s: %s passed when it was verified at %s, and is %s now.".formatted(file.name(), check.title(), when, now.word());
    return Optional.of(
        now instanceof Cell.NotChecked
            ? Finding.about(file.name(), "no-longer-passed", Severity.WARNING, sentence, "Verify it as it was verified before.")
            : changed(file.name(), "no-longer-passed", sentence));
  }

  private static List<String> signers(JsonNode evidence) {
    List<String> signers = new ArrayList<>();
    evidence.forEach(
        item -> {
          if (isSigner(item.path("what").asText())) {
            signers.add(item.path("value").asText());
          }
        });
    return signers;
  }

  private static boolean isSigner(String what) {
    return what.equals("signed by") || what.equals("fingerprint") || what.equals("key id") || what.equals("public key");
  }

  private static String words(List<String> signers) {
    return signers.isEmpty() ? "nobody" : String.join(", ", signers);
  }

  private static Finding changed(String subject, String rule, String message) {
    return Finding.about(subject, rule, Severity.ERROR, message, "Find out who changed it before anybody uses it.");
  }
}
