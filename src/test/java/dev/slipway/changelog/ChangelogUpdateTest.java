package dev.slipway.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.fact.Problem;
import dev.slipway.changelog.version.SemanticVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Generated entries come beside written words, and of what was written no byte changes.
class ChangelogUpdateTest {
  private static final String GENERATED = "### Added\n\n- Alpha\n\n### Changed\n\n- Beta\n\n### Fixed\n\n- Gamma (#9)\n";
  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
  private static final String OLD = "## 0.1.0 - 2024-01-01\n\n### Added\n\n- Old\n";

  @Test
  void headingsInCodeAreNoHeadings() throws Exception {
    String code = "~~~\n### Added\n~~~\n\n````\n```\n### Fixed\n```\n````\n";
    assertThat(released("## Unreleased\n\n### Added\n\n- Hand\n\n" + code + "\n" + OLD))
        .isEqualTo(
            "## Unreleased\n\n## 0.2.0 - 2026-01-02\n\n### Added\n\n- Hand\n\n" + code
                + "\n- Alpha\n\n### Changed\n\n- Beta\n\n### Fixed\n\n- Gamma (#9)\n\n" + OLD);
  }

  @Test
  void closedAndDeeperHeadingsAreTheSameGroups() throws Exception {
    assertThat(released("## Unreleased ##\n\n### Added ###\n\n- Hand\n\n## 0.1.0 - 2024-01-01 ##\n\n### Added ###\n\n- Old\n"))
        .startsWith("## Unreleased ##\n\n## 0.2.0 - 2026-01-02 ##\n\n### Added ###\n\n- Hand\n- Alpha\n\n### Changed\n\n- Beta\n");
    assertThat(released("## Unreleased\n\n#### Added\n\n- Hand\n\n## 0.1.0 - 2024-01-01\n\n#### Added\n\n- Old\n"))
        .startsWith("## Unreleased\n\n## 0.2.0 - 2026-01-02\n\n#### Added\n\n- Hand\n- Alpha\n\n#### Changed\n\n- Beta\n");
  }

  @Test
  void newEntriesBeginAsTheOthersOfTheirListDo() throws Exception {
    assertThat(released("## Unreleased\n### Added\n  *  Hand\n     - nested\n## 0.1.0 - 2024-01-01\n### Fixed\n  *  Old\n### Removed\n  *  Gone\n"))
        .isEqualTo(
            "## Unreleased\n\n## 0.2.0 - 2026-01-02\n### Added\n  *  Hand\n     - nested\n  *  Alpha\n### Changed\n  *  Beta\n### Fixed\n"
                + "  *  Gamma (#9)\n## 0.1.0 - 2024-01-01\n### Fixed\n  *  Old\n### Removed\n  *  Gone\n");
  }

  @Test
  void writtenWordsAndGeneratedEntriesComeTogetherAndTwiceChangesNothing() throws Exception {
    String text =
        "## Unreleased\n\nIntro.\n\n### Fixed\n\n- A careful sentence about it (#9).\n- Two\n\n### Notes\n\nKeep me.\n";
    String once = ChangelogUpdate.unreleased(ChangelogFile.of("C", text), GENERATED).text();
    assertThat(once)
        .isEqualTo(
            text.replace("### Fixed", "### Added\n\n- Alpha\n\n### Changed\n\n- Beta\n\n### Fixed"));
    assertThat(ChangelogUpdate.unreleased(ChangelogFile.of("C", once), GENERATED).text()).isEqualTo(once);
  }

  @Test
  void nothingIsWrittenIntoACommentThatIsNeverClosed() {
    assertThatThrownBy(() -> released("# Changelog\n\n<!-- to be continued\n\n" + OLD)).isInstanceOf(Problem.class)
        .hasMessageStartingWith("The new text of 0.2.0 would become part of what stands around it in CHANGELOG.md");
    assertThatThrownBy(() -> released("## Unreleased\n\n### Added\n\n```\n- Hand\n\n" + OLD)).isInstanceOf(Problem.class);
  }

  @Test
  void anEmptyFileBecomesAChangelog() throws Exception {
    assertThat(released("")).startsWith("# Changelog\n\nAll notable").endsWith("\n\n## 0.2.0 - 2026-01-02\n\n" + GENERATED);
  }

  @Test
  void theOldLineEndsOfMacintoshStay() throws Exception {
    String text = "# Changelog\r\r## [Unreleased]\r\r- Hand\r\r## [0.1.0] - 2024-01-01\r\r- Old\r";
    assertThat(released(text))
        .isEqualTo(
            text.replace("## [Unreleased]\r\r- Hand\r", "## [Unreleased]\r\r## [0.2.0] - 2026-01-02\r\r- Hand\r\r"
                + GENERATED.replace('\n', '\r')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"## [Unreleased]  \n\n### Added  \n\n- Hand  \n  break  \n\n## [0.1.0] - 2024-01-01  \n\n- Old  \n",
    "# Changelog\r\n\n## [Unreleased]\n\n### Added\r\n- Hand\n\r\n## [0.1.0] - 2024-01-01\n\n- Old\r\n",
    "## Unreleased\t\n\n### Added\n\n-\tHand tab\n+ plus\n1. one\n\n\n\n## v0.1.0\t2024-01-01\n\n-\tOld   \n\n\n",
    "Unreleased\n----------\n\n* Hand\n\n0.1.0 / 2024-01-01\n------------------\n\n* Old\n  continued\n    * nested",
    "## [Unreleased] - ReleaseDate\n\n<!--\n## [9.9.9] - fake\n-->\n\n### Added\n<!-- here -->\n### Fixed\n## [0.1.0] - 2024-01-01 [YANKED]\n- Old",
    "<details>\n\n## Unreleased\n\n- Hand\n\n</details>\n\n## 0.1.0 - 2024-01-01\n\n- Old\n"})
  void everyLineStaysAsItIs(String text) throws Exception {
    onlyAdded(text, released(text));
  }

  /// Pieces of changelogs in any order: whatever they make together, lines are only added, and the second time none.
  @Test
  void linesAreOnlyAddedWhateverTheFileLooksLike() throws Exception {
    List<String> pieces =
        List.of(
            "## [Unreleased]\n", "## 0.1.0 - 2024-01-01\n", "### Added\n", "### Fixed ##\n", "#### Changed\n", "### Notes\n", "\n", "\n",
            "- Alpha\n", "* Other\n", "  continued  \n", "\t- nested\n", "1. one\n", "```\n", "~~~~\n", "<!-- c\n", "-->\n", "<div>\n",
            "> ### Added\n", "    ### Added\n", "[x]: https://example.org\n", "Prose.\n", "---\n", "===\n", "- [ ] task\n", "| a |\n", "\r\n",
            "- Windows\r\n", "&nbsp;\n", "## [Unreleased]: not\n", "- \n", "###\n");
    Random random = new Random(20_260_102);
    int refused = 0;
    for (int run = 0; run < 4_000; run++) {
      StringBuilder text = new StringBuilder("# Changelog\n\n");
      for (int i = random.nextInt(25); i >= 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      ChangelogFile before = ChangelogFile.of("C", text.toString());
      try {
        String unreleased = ChangelogUpdate.unreleased(before, GENERATED).text();
        onlyAdded(text.toString(), unreleased);
        assertThat(ChangelogUpdate.unreleased(ChangelogFile.of("C", unreleased), GENERATED).text()).isEqualTo(unreleased);
        onlyAdded(text.toString(), released(text.toString()));
      } catch (Problem unclosed) {
        assertThat(unclosed).hasMessageContaining("would become part of what stands around it");
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 2_000);
  }

  /// Every line of the first text stands in the second, in order and with the same end.
  private static void onlyAdded(String before, String after) {
    List<String> lines = lines(after);
    int at = 0;
    for (String line : lines(before)) {
      boolean open = !line.endsWith("\n") && !line.endsWith("\r");
      while (at < lines.size() && !lines.get(at).equals(line) && !(open && lines.get(at).strip().equals(line.strip()))) {
        at++;
      }
      assertThat(at).as("\"%s\" of\n%s\nis gone from\n%s", line, before, after).isLessThan(lines.size());
      at++;
    }
  }

  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)|(?<=\r)(?!\n)"));
  }

  private static String released(String text) throws Exception {
    return ChangelogUpdate.release(ChangelogFile.of("CHANGELOG.md", text), SemanticVersion.of(0, 2, 0), DAY, GENERATED).text();
  }
}
