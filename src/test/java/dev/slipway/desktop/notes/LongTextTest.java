package dev.slipway.desktop.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTextTest {
  private final LongText text = new LongText();

  @Test
  void aShortTextIsHeldWhole() {
    text.begin("a\nb\n");
    assertThat(text.cut()).isFalse();
    assertThat(text.part()).isEqualTo("a\nb\n");
    assertThat(text.lines()).isEqualTo(3);
  }

  @Test
  void ofALongTextTheLinesAroundThePlaceAreHeld() {
    String whole = numbered(5_000);
    text.begin(whole);
    assertThat(text.cut()).isTrue();
    text.holdAround(text.startOf(3_000), text.startOf(3_000));
    assertThat(text.whole()).isEqualTo(whole);
    assertThat(text.firstLine()).isBetween(2_800, 2_999);
    assertThat(text.part()).startsWith("line " + text.firstLine() + "\n").doesNotEndWith("\n");
    assertThat(text.partLines()).isEqualTo((int) text.part().lines().count()).isLessThan(600);
    assertThat(text.lines()).isEqualTo(5_001);
    assertThat(text.nearEdge(3_000, 50)).isFalse();
    assertThat(text.nearEdge(text.firstLine() + 10, 70)).isTrue();
    assertThat(text.startOf(0)).isZero();
    assertThat(text.startOf(9_999)).isEqualTo(whole.length());
  }

  /// Whatever is done in parts, the whole is what it would be in one piece, and undo leads back to where it began.
  @Test
  void noCharacterIsLostWhateverIsDone() {
    Random random = new Random(42);
    for (int run = 0; run < 40; run++) {
      StringBuilder oracle = new StringBuilder(numbered(random.nextInt(3_000)));
      String first = oracle.toString();
      text.begin(first);
      Deque<String> states = new ArrayDeque<>();
      for (int step = 0; step < 60; step++) {
        int place = random.nextInt(oracle.length() + 1);
        text.holdAround(place, Math.min(oracle.length(), place + random.nextInt(5_000)));
        int in = random.nextInt(text.part().length() + 1);
        int end = Math.min(text.part().length(), in + (random.nextBoolean() ? 0 : random.nextInt(2_000)));
        String words = random.nextBoolean() ? "" : "new\nwords " + step;
        oracle.replace(text.start() + in, text.start() + end, words);
        text.edited(new StringBuilder(text.part()).replace(in, end, words).toString());
        assertThat(text.whole()).isEqualTo(oracle.toString());
        assertThat(text.lines()).isEqualTo(1 + LongText.breaks(oracle.toString()));
        assertThat(text.partLines()).isEqualTo(1 + LongText.breaks(text.part()));
        states.push(oracle.toString());
      }
      while (text.undo().isPresent()) {
        assertThat(text.length()).isEqualTo(text.whole().length());
      }
      assertThat(text.whole()).isEqualTo(first);
      while (text.redo().isPresent()) {
        assertThat(text.lines()).isEqualTo(1 + LongText.breaks(text.whole()));
      }
      assertThat(text.whole()).isEqualTo(states.peek());
    }
  }

  @Test
  void aWordIsUndoneAtOnce() {
    text.begin("- \n");
    for (String typed : new String[] {"- a\n", "- ab\n", "- ab \n", "- ab c\n"}) {
      text.edited(typed);
    }
    text.undo();
    assertThat(text.whole()).isEqualTo("- ab\n");
    text.undo();
    assertThat(text.whole()).isEqualTo("- \n");
    assertThat(text.undo()).isEmpty();
    assertThat(text.redo()).contains(4);
    text.replaceAll("other");
    assertThat(text.redo()).as("after another edit").isEmpty();
    text.undo();
    assertThat(text.whole()).isEqualTo("- ab\n");
  }

  private static String numbered(int lines) {
    StringBuilder numbered = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      numbered.append("line ").append(i).append('\n');
    }
    return numbered.toString();
  }
}
