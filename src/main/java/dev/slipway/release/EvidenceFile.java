package dev.slipway.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Commit;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateState;
import dev.slipway.release.publish.Publication;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import java.nio.file.Path;
import java.util.Optional;

/// Writes what was checked, by whom, when, with hashes, as one JSON document.
final class EvidenceFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvidenceFile() {}

  /// Writes the evidence of a snapshot.
  ///
  /// @return the file
  static Path write(Path file, ReleaseSnapshot snapshot, String person) throws Problem {
    WholeFile.writeText(file, document(snapshot, person).toPrettyString() + "\n");
    return file;
  }

  static ObjectNode document(ReleaseSnapshot snapshot, String person) {
    ObjectNode root = JSON.createObjectNode();
    root.put("tool", "slipway");
    root.put("at", snapshot.at().toString());
    root.put("by", person);
    root.put("place", snapshot.subject().place().title());
    snapshot.subject().tag().ifPresent(tag -> root.put("tag", tag));
    commit(snapshot).ifPresent(commit -> root.put("commit", commit));
    snapshot.pipeline().run().ifPresent(run -> {
      ObjectNode node = root.putObject("run");
      node.put("id", run.run().id());
      node.put("attempt", run.run().attempt());
      node.put("workflow", run.run().path());
      node.put("page", run.run().page().toString());
    });
    root.put("verdict", snapshot.board().ready() ? "ready" : "blocked");
    ArrayNode gates = root.putArray("gates");
    snapshot.board().gates().forEach(gate -> gate(gate, gates.addObject()));
    ArrayNode files = root.putArray("files");
    snapshot.files().verification().value().ifPresent(report -> files(report, files));
    snapshot.publication().ifPresent(publication -> publication(publication, root.putObject("publication")));
    return root;
  }

  /// The commit the files were built from, which a branch may have left behind since.
  private static Optional<String> commit(ReleaseSnapshot snapshot) {
    return snapshot.pipeline().run().map(run -> run.run().headSha()).or(() -> snapshot.subject().head().map(Commit::sha));
  }

  private static void gate(Gate gate, ObjectNode node) {
    node.put("id", gate.id().id());
    node.put("policy", gate.policy().word());
    node.put("state", gate.state().word());
    node.put("required", gate.required());
    node.put("measured", gate.measured());
    if (gate.state() instanceof GateState.Waived(var waiver)) {
      ObjectNode its = node.putObject("waiver");
      its.put("reason", waiver.reason());
      its.put("by", waiver.by());
      its.put("at", waiver.at().toString());
    }
    ArrayNode findings = node.putArray("findings");
    gate.findings().forEach(finding -> {
      ObjectNode its = findings.addObject();
      its.put("rule", finding.rule());
      its.put("severity", finding.severity().word());
      its.put("subject", finding.subject());
      its.put("message", finding.message());
    });
  }

  private static void files(VerificationReport report, ArrayNode files) {
    report.files().forEach(file -> {
      ObjectNode node = files.addObject();
      node.put("name", file.name());
      file.size().ifPresent(size -> node.put("size", size));
      file.digest().map(Digest::toString).ifPresent(digest -> node.put("digest", digest));
      ObjectNode checks = node.putObject("checks");
      for (Check check : Check.values()) {
        checks.put(check.key(), file.cell(check).word());
      }
    });
  }

  private static void publication(Publication publication, ObjectNode node) {
    node.put(
        "state",
        switch (publication.state()) {
          case Publication.State.Planned _ -> "planned";
          case Publication.State.Running _ -> "running";
          case Publication.State.DraftReady _ -> "draft";
          case Publication.State.Stopped _ -> "stopped";
          case Publication.State.Published _ -> "published";
        });
    publication.page().ifPresent(page -> node.put("page", page.toString()));
    ArrayNode steps = node.putArray("steps");
    publication.steps().forEach(step -> {
      ObjectNode its = steps.addObject();
      its.put("name", step.id().title());
      its.put("state", step.state().word());
      its.put("detail", step.detail());
    });
    ArrayNode calls = node.putArray("calls");
    publication.calls().forEach(call ->
        calls.add(call.method() + " " + call.path() + call.result().map(result -> " → " + result).orElse("")));
  }
}
