package dev.slipway.release;

import static dev.slipway.release.ReadyRelease.TAG;
import static dev.slipway.release.ReadyRelease.publishing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The answers to the calls that make a release public, or a draft again, are lost or older than what they did. What is said
/// of the release is what it is, or that nobody can tell.
@Timeout(120)
class LostAnswersTest {
  private static final String ASSET = "meshc-v0.4.0-x86_64-apple-darwin.tar.gz";

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;
  private Rehearsal rehearsal;
  private ReadyRelease ready;

  @BeforeEach
  void ready() throws Exception {
    rehearsal = github.start(Project.MESHC);
    ready = ReadyRelease.of(rehearsal, state);
  }

  /// Just before the release becomes public an asset is deleted, so that it is taken back; from then on changes are
  /// carried out and called a failure.
  ///
  /// @param readable whether the release can be read afterwards
  private Interference failingToTakeBack(boolean readable) {
    return new Interference() {
      private int changes;

      @Override
      public Optional<Reply> instead(String method, String path) {
        if (publishing(method, path) && ++changes == 1) {
          rehearsal.somebodyElse().deletesAsset(TAG, ASSET);
        }
        boolean unread = changes > 1 && !readable && method.equals("GET");
        return unread ? Optional.of(Reply.refusal(500, "Server Error")) : Optional.empty();
      }

      @Override
      public Reply after(String method, String path, Reply answer) {
        return publishing(method, path) && changes > 1 ? Reply.refusal(502, "Bad Gateway") : answer;
      }
    };
  }

  @Test
  void aDraftIsNotCalledPublicBecauseTheAnswerWasLost() {
    rehearsal.interfere(failingToTakeBack(true));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("lacks " + ASSET).hasMessageContaining("was made a draft again").hasMessageNotContaining("could not be taken back");
    assertThat(ready.published()).isEmpty();
  }

  @Test
  void whereNobodyCanTellItIsCalledNeither() throws Exception {
    rehearsal.interfere(failingToTakeBack(false));
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class)
        .hasMessageContaining("lacks " + ASSET).hasMessageContaining("whether it is one is not known").hasMessageNotContaining("it is public at");
    rehearsal.interfere(Interference.NONE);
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }

  /// The answer is as old as the moment before, and after it nothing can be read.
  @Test
  void anOldAnswerAndNoneAfterItSayNothing() throws Exception {
    rehearsal.interfere(new Interference() {
      private boolean published;

      @Override
      public Optional<Reply> instead(String method, String path) {
        return published && method.equals("GET") ? Optional.of(Reply.refusal(500, "Server Error")) : Optional.empty();
      }

      @Override
      public Reply after(String method, String path, Reply answer) {
        published |= publishing(method, path);
        return publishing(method, path)
            ? new Reply(answer.status(), answer.json().replaceFirst("\"draft\":\\s*false", "\"draft\":true"), answer.headers())
            : answer;
      }
    });
    assertThatThrownBy(ready::publish).isInstanceOf(Problem.class).hasMessageStartingWith("Whether v0.4.0 is public is not known");
    rehearsal.interfere(Interference.NONE);
    ready.publish();
    assertThat(ready.published()).hasSize(7);
  }
}
