package dev.slipway.desktop.session;

import dev.slipway.desktop.targets.TargetsRequests;
import dev.slipway.fact.Position;
import dev.slipway.release.AuditPolicy;
import dev.slipway.release.TargetHistory;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.scaffold.ScaffoldFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Answers the Targets page.
final class TargetsDesk implements TargetsRequests {
  private final OpenRelease release;
  private final Consumer<TargetHistory> history;

  /// @param history told what became of each target
  TargetsDesk(OpenRelease release, Consumer<TargetHistory> history) {
    this.release = release;
    this.history = history;
  }

  @Override
  public void reread() {
    release.step("Reading the workflows", (session, progress) -> {
      session.open(session.snapshot().subject().tag(), Optional.empty(), progress);
      session.adoptRun(progress);
    });
  }

  @Override
  public void readHistory() {
    release.now().ifPresent(now -> release.tasks().run("Reading earlier releases", progress -> now.session().history(progress))
        .onSuccess(history).onFailure(release.dialogs()::explain));
  }

  @Override
  public void writeWorkflow(String project, String binary, List<String> triples) {
    release.dialogs().chooseFolder("Choose the checkout", checkout -> release.tasks().run("Writing a release workflow", _ -> {
      ScaffoldFiles files = ScaffoldFiles.of(checkout, project, binary, triples);
      files.writeNew();
      return files;
    }).onSuccess(_ -> release.dialogs().tell("Wrote .github/workflows/release.yml and .slipway.yml into " + checkout)).onFailure(release.dialogs()::explain));
  }

  @Override
  public void ignore(AuditFinding finding, String reason) {
    release.now().flatMap(now -> now.session().snapshot().pipeline().targets().value()).ifPresent(plan ->
        release.dialogs().chooseFolder("Choose the checkout", checkout ->
            release.tasks().run("Writing the policy", _ -> AuditPolicy.ignore(finding, plan, reason, checkout))
                .onSuccess(file -> release.dialogs().tell("Wrote " + file + ". The finding is ignored once that is pushed."))
                .onFailure(release.dialogs()::explain)));
  }

  @Override
  public void openLine(Position at) {
    release.now().ifPresent(now -> release.dialogs().browse(now.page(at.file(), at.line())));
  }
}
