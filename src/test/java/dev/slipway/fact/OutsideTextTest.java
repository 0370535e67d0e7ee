package dev.slipway.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTextTest {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  @Test
  void nothingSteersATerminal() {
    assertThat(OutsideText.plain("\u001b[2Jx\u009b31m\u202Eexe.\r\n\t\u2028\0\ud800")).isEqualTo(
        "\\u001b[2Jx\\u009b31m\\u202eexe.\\u000d\\u000a\\u0009\\u2028\\u0000\\ud800");
    assertThat(OutsideText.plain("core::fmt<é, 字, 🦀>")).isEqualTo("core::fmt<é, 字, 🦀>");
  }

  @Test
  void nothingIsACommandInALogOfGitHubActions() {
    for (String name : new String[] {"::error file=a::b", "  ::add-mask::passed", "\t::x", "##[error]x", "a ##[group]b"}) {
      String plain = OutsideText.plain(name);
      assertThat(plain.strip()).doesNotStartWith("::");
      assertThat(plain).doesNotContain("##[");
    }
    assertThat(OutsideText.plain("core::fmt ::x #[derive]")).isEqualTo("core::fmt ::x #[derive]");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a|b", "a\\|b", "a\\", "`", "``a`b``", "", " ", "<img src=x onerror=y>", "<T as core::ops::BitOr>::bitor", "**bold**", "a\nb", "[x](http://y)",
      "|", "\\\\|", "x` | `y"})
  void aNameStaysOneCellOfATable(String name) {
    String html = HtmlRenderer.builder().extensions(TABLES).build()
        .render(Parser.builder().extensions(TABLES).build().parse("| a | b |\n|---|---|\n| " + OutsideText.code(name) + " | end |\n"));

    assertThat(Pattern.compile("<tr>").matcher(html).results().count()).as(html).isEqualTo(2);
    assertThat(html).containsPattern("<td><code>[^<]+</code></td>\n<td>end</td>");
  }
}
