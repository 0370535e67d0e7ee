package dev.slipway.desktop.session;

import dev.slipway.desktop.publish.PublishRequests;
import dev.slipway.forge.NewRelease;
import dev.slipway.release.publish.Publication;
import dev.slipway.task.Running;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers the Publish page.
final class PublishDesk implements PublishRequests {
  private final OpenRelease release;
  private final Supplier<String> typed;
  private final Runnable evidenceSaved;
  private @Nullable Running<?> publishing;

  /// @param typed         the tag as it was typed to confirm
  /// @param evidenceSaved told, on the FX thread, that the evidence was written
  PublishDesk(OpenRelease release, Supplier<String> typed, Runnable evidenceSaved) {
    this.evidenceSaved = evidenceSaved;
    this.release = release;
    this.typed = typed;
  }

  @Override
  public void prepareDraft(boolean prerelease) {
    release.step("Making the draft", (session, progress) -> session.prepare(prerelease, progress), () -> prepareDraft(prerelease))
        .ifPresent(running -> publishing = running);
  }

  @Override
  public void publish(boolean latest, boolean prerelease, boolean saveEvidence) {
    String tag = typed.get();
    release.step("Publishing " + tag, (session, progress) -> {
      session.publish(tag, prerelease, latest ? NewRelease.Latest.YES : NewRelease.Latest.NO, progress);
      if (saveEvidence) {
        session.saveEvidence();
      }
    }, () -> publish(latest, prerelease, saveEvidence)).ifPresent(running -> {
      publishing = running;
      running.onSuccess(_ -> {
        release.dialogs().tell(tag + " is public. Every asset was read back and is equal.");
        if (saveEvidence) {
          evidenceSaved.run();
        }
      });
    });
  }

  @Override
  public void stop() {
    if (publishing != null) {
      publishing.cancel();
    }
  }

  @Override
  public void discardDraft() {
    release.now().ifPresent(now -> now.session().snapshot().publication().flatMap(Publication::draft).ifPresent(
        draft -> release.step("Discarding the draft", (session, progress) -> session.discardDraft(draft, progress))));
  }
}
