package dev.slipway.desktop;

import dev.slipway.desktop.artifacts.ArtifactsRequests;
import dev.slipway.desktop.board.BoardRequests;
import dev.slipway.desktop.notes.NotesRequests;
import dev.slipway.desktop.publish.PublishRequests;
import dev.slipway.desktop.runs.RunsRequests;
import dev.slipway.desktop.welcome.FaultChoice;
import dev.slipway.desktop.welcome.Opening;
import dev.slipway.desktop.targets.TargetsRequests;
import dev.slipway.fact.Position;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.gate.GateId;
import dev.slipway.verify.SignerPins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Answers nothing and writes down what it was asked.
final class SilentDesk implements Desk, Opening, BoardRequests, RunsRequests, ArtifactsRequests, PublishRequests, TargetsRequests {
  final List<String> asked = new ArrayList<>();

  @Override
  public Opening opening() {
    return this;
  }

  @Override
  public List<FaultChoice> faults() {
    return List.of(new FaultChoice("failing-leg", "One leg fails"), new FaultChoice("upload-502", "Uploads fail once"));
  }

  @Override
  public boolean keepsTokens() {
    return true;
  }

  @Override
  public void keepToken(String host, String token) {
    asked.add("keep token for " + host);
  }

  @Override
  public BoardRequests board() {
    return this;
  }

  @Override
  public PublishRequests publish() {
    return this;
  }

  @Override
  public void runWorkflow() {
    asked.add("run workflow");
  }

  @Override
  public boolean goOn(WorkflowRun run, int attempt) {
    asked.add("go on with attempt " + attempt + " of " + run.name() + " #" + run.number());
    return true;
  }

  @Override
  public RunsRequests runs() {
    return this;
  }

  @Override
  public void pin(String repository, SignerPins.Pin signer) {
    asked.add("pin " + signer.signer() + " for " + repository);
  }

  @Override
  public ArtifactsRequests artifacts() {
    return this;
  }

  @Override
  public NotesRequests notes() {
    return (NotesRequests) java.lang.reflect.Proxy.newProxyInstance(
        NotesRequests.class.getClassLoader(), new Class<?>[] {NotesRequests.class}, (_, method, _) -> {
          asked.add(method.getName());
          return null;
        });
  }

  @Override
  public void chooseRepository() {
    asked.add("choose repository");
  }

  @Override
  public void chooseRelease() {
    asked.add("choose release");
  }

  @Override
  public void reread() {
    asked.add("reread");
  }

  @Override
  public TargetsRequests targets() {
    return this;
  }

  @Override
  public void readHistory() {
    asked.add("history");
  }

  @Override
  public void writeWorkflow(String project, String binary, List<String> triples) {
    asked.add("write " + project + " " + binary + " " + triples);
  }

  @Override
  public void ignore(dev.slipway.target.audit.AuditFinding finding, String reason) {
    asked.add("ignore " + finding.finding().rule() + ": " + reason);
  }

  @Override
  public void openLine(Position at) {
    asked.add("open " + at);
  }

  @Override
  public void measure() {
    asked.add("measure");
  }

  @Override
  public void measureEarlier() {
    asked.add("measure earlier");
  }

  @Override
  public void download() {
    asked.add("download");
  }

  @Override
  public void verify() {
    asked.add("verify");
  }

  @Override
  public void prepareDraft(boolean prerelease) {
    asked.add("draft");
  }

  @Override
  public void publish(boolean latest, boolean prerelease, boolean saveEvidence) {
    asked.add("publish");
  }

  @Override
  public void stop() {
    asked.add("stop");
  }

  @Override
  public void discardDraft() {
    asked.add("discard");
  }

  @Override
  public void rehearsal(String project, String fault) {
    asked.add("rehearsal " + project + " " + fault);
  }

  @Override
  public void repository(String repository, String host, String token) {
    asked.add("repository " + repository);
  }

  @Override
  public void verify(Path folderOrManifest) {
    asked.add("verify " + folderOrManifest.getFileName());
  }

  @Override
  public void check() {
    asked.add("check");
  }

  @Override
  public void rerunFailedJobs() {
    asked.add("rerun");
  }

  @Override
  public void waive(GateId gate, String reason) {
    asked.add("waive " + gate.id() + " " + reason);
  }

  @Override
  public void openPolicy() {
    asked.add("policy");
  }

  @Override
  public void saveEvidence() {
    asked.add("evidence");
  }
}
