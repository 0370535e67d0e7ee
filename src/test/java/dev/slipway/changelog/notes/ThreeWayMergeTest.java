package dev.slipway.changelog.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThreeWayMergeTest {
  private static final String BASE = "### Added\n\n- One\n- Two\n\n### Fixed\n\n- Three\n";

  @Test
  void editsAndNewEntriesSideBySideAreNoConflict() {
    String edited = BASE.replace("- Two\n", "- Two, told better\n").replace("- Three\n", "");
    String generated = BASE.replace("- Two\n", "- Two\n- Four\n");
    MergedText merged = ThreeWayMerge.merge(BASE, edited, generated);
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.keepingEdits()).isEqualTo("### Added\n\n- One\n- Two, told better\n- Four\n\n### Fixed\n\n");
  }

  @Test
  void whatBothAddAtOnePlaceIsKeptFromBoth() {
    MergedText merged =
        ThreeWayMerge.merge(BASE, BASE + "- Mine\n- Same\n", BASE + "- Same\n- Theirs\n");
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.keepingEdits()).isEqualTo(BASE + "- Mine\n- Same\n- Theirs\n");
  }

  @Test
  void aConflictHoldsEverySide() {
    MergedText merged =
        ThreeWayMerge.merge(BASE, BASE.replace("- Two", "- Mine"), BASE.replace("- Two", "- Theirs"));
    assertThat(merged.conflicts()).containsExactly(new MergedText.Conflict("- Two\n", "- Mine\n", "- Theirs\n"));
    assertThat(merged.keepingEdits()).isEqualTo(BASE.replace("- Two", "- Mine"));
    assertThat(merged.withMarkers()).contains("<<<<<<< edited\n- Mine\n=======\n- Theirs\n>>>>>>> generated\n");
  }

  @Test
  void aPersonsDeletionAgainstAChangeIsAConflict() {
    MergedText merged = ThreeWayMerge.merge(BASE, BASE.replace("- Two\n", ""), BASE.replace("- Two", "- Too"));
    assertThat(merged.conflicts()).containsExactly(new MergedText.Conflict("- Two\n", "", "- Too\n"));
  }

  @Test
  void unchangedSidesGiveTheOther() {
    assertThat(ThreeWayMerge.merge(BASE, BASE, "x\n").keepingEdits()).isEqualTo("x\n");
    assertThat(ThreeWayMerge.merge(BASE, "x\n", BASE).keepingEdits()).isEqualTo("x\n");
    assertThat(ThreeWayMerge.merge("", "a", "a").keepingEdits()).isEqualTo("a\n");
    assertThat(ThreeWayMerge.merge("", "", "").keepingEdits()).isEmpty();
  }

  @Test
  void noWordOfEitherSideIsEverLost() {
    Random random = new Random(42);
    for (int round = 0; round < 2000; round++) {
      String base = text(random, 12, "b");
      String mine = "e" + round;
      String theirs = "g" + round;
      String edited = changed(random, base, mine);
      String generated = changed(random, base, theirs);
      MergedText merged = ThreeWayMerge.merge(base, edited, generated);
      String all = merged.withMarkers();
      edited.lines().filter(line -> line.contains(mine)).forEach(line -> assertThat(all).contains(line));
      generated.lines().filter(line -> line.contains(theirs)).forEach(line -> assertThat(all).contains(line));
    }
  }

  private static String text(Random random, int most, String word) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append("- ").append(word).append(random.nextInt(5)).append('\n');
    }
    return text.toString();
  }

  private static String changed(Random random, String base, String word) {
    StringBuilder text = new StringBuilder();
    for (String line : base.lines().toList()) {
      int dice = random.nextInt(10);
      if (dice < 2) {
        text.append("- ").append(word).append('.').append(random.nextInt(100)).append('\n');
      }
      if (dice != 3 && dice != 1) {
        text.append(line).append('\n');
      }
    }
    return text + (random.nextBoolean() ? "- " + word + ".end\n" : "");
  }
}
