package dev.slipway.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.CodeWords.Piece;
import org.junit.jupiter.api.Test;

class CodeWordsTest {
  @Test
  void codeIsSetOff() {
    assertThat(CodeWords.of("Name the files `artifacts/*/*`, or run `ls`.")).containsExactly(
        new Piece("Name the files ", false), new Piece("artifacts/*/*", true), new Piece(", or run ", false), new Piece("ls", true),
        new Piece(".", false));
  }

  @Test
  void aMarkAloneIsACharacter() {
    assertThat(CodeWords.of("a ` b")).containsExactly(new Piece("a ` b", false));
    assertThat(CodeWords.plain("`a` and `b")).isEqualTo("a and `b");
  }

  @Test
  void emptyCodeAndEmptySentencesLeaveNothing() {
    assertThat(CodeWords.plain("a``b")).isEqualTo("ab");
    assertThat(CodeWords.of("")).isEmpty();
  }
}
