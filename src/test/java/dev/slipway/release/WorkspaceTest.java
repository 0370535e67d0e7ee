package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.RepositoryName;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

  @Test
  void aHostileTagStaysInsideTheStateFolder() {
    Path state = Path.of("state").toAbsolutePath();
    for (String tag : new String[] {"../../etc", "..", ".", "a/b", "v1\u0000", "CON:", "v1.", ".hidden", ""}) {
      Path folder = Workspace.of(state, "github.com", new RepositoryName("o", "r"), tag).folder();
      assertThat(folder.normalize()).as(tag).isEqualTo(folder).startsWithRaw(state);
      assertThat(folder.getNameCount()).as(tag).isEqualTo(state.getNameCount() + 4);
    }
  }

  @Test
  void differentTagsNeverShareAFolder() {
    assertThat(Workspace.safe("v1/0")).isNotEqualTo(Workspace.safe("v1%2F0"));
    assertThat(Workspace.safe("v1.0")).isEqualTo("v1.0");
  }

  @Test
  void theStateFolderFollowsTheSystem() {
    Path home = Path.of("home").toAbsolutePath();
    assertThat(Workspace.state(Map.of(), "Linux", home)).isEqualTo(home.resolve(".local/state/slipway"));
    assertThat(Workspace.state(Map.of("XDG_STATE_HOME", "relative"), "Linux", home)).isEqualTo(home.resolve(".local/state/slipway"));
    assertThat(Workspace.state(Map.of(), "Mac OS X", home)).isEqualTo(home.resolve("Library/Application Support/Slipway"));
    assertThat(Workspace.state(Map.of("SLIPWAY_STATE", "there"), "Linux", home)).isEqualTo(Path.of("there"));
  }
}
