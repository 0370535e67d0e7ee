package dev.slipway.changelog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChangelogEditTest {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 19);
  private static final String BODY = "### Added\n\n- One\n\n### Fixed\n\n- Two\n";

  private static final String KEPT =
      """
      # Changelog

      Words.

      ## [Unreleased]

      ## [1.1.0] - 2019-02-15

      ### Added

      - Danish

      ```
      ## [9.9.9] is no heading
      ```

      ## [1.0.0] - 2017-06-20 [YANKED]

      ### Removed

      - Section

      [Unreleased]: https://example.com/o/r/compare/v1.1.0...HEAD
      [1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0
      [1.0.0]: https://example.com/o/r/releases/tag/v1.0.0
      """;

  @Test
  void releasesBelowUnreleasedAndMovesTheLinksOn() throws Exception {
    assertThat(released(KEPT, "1.2.0"))
        .isEqualTo(
            KEPT.replace("## [1.1.0] -", "## [1.2.0] - 2026-02-19\n\n" + BODY + "\n## [1.1.0] -")
                .replace(
                    "compare/v1.1.0...HEAD\n",
                    "compare/v1.2.0...HEAD\n[1.2.0]: https://example.com/o/r/compare/v1.1.0...v1.2.0\n"));
  }

  @Test
  void keepsWindowsLineEndsAndAMissingLastOne() throws Exception {
    String windows = KEPT.stripTrailing().replace("\n", "\r\n");
    String result = released(windows, "1.2.0");
    assertThat(result.replace("\r\n", "")).doesNotContain("\n");
    assertThat(result).isEqualTo(released(KEPT, "1.2.0").stripTrailing().replace("\n", "\r\n"));
  }

  @Test
  void whatStoodUnderUnreleasedStaysWhereItIs() throws Exception {
    String written = KEPT.replace("## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- *By hand*  \n  wrapped\n");
    ChangelogFile file = ChangelogFile.of("CHANGELOG.md", written);
    String body = file.body(file.unreleased().orElseThrow());
    assertThat(ChangelogEdit.release(file, version("1.2.0"), DAY, body).text())
        .startsWith(
            "# Changelog\n\nWords.\n\n## [Unreleased]\n\n## [1.2.0] - 2026-02-19\n\n### Fixed\n\n- *By hand*  \n  wrapped\n\n## [1.1.0]");
  }

  @Test
  void theHeadingTakesTheFormOfTheFile() throws Exception {
    assertThat(heading("# v3.2.5\n\n- a\n\n# v3.2.4\n- b\n")).isEqualTo("# v4.0.0");
    assertThat(released("1.0.0 / 2015-01-02\n==================\n\n  * a\n", "10.0.0"))
        .startsWith("10.0.0 / 2026-02-19\n===================\n\n## Added\n");
    assertThat(heading("## 1.0.0 / 2015-01-02\n\n* a\n")).isEqualTo("## 4.0.0 / 2026-02-19");
    assertThat(heading("## **6.13.0**\n- a\n\n## **6.12.3**\n- b\n")).isEqualTo("## **4.0.0**");
    assertThat(heading("## Version 2.0.0 (June 20, 2025)\n\n* a\n\n## Version 1.0.0 (May 2, 2025)\n"))
        .isEqualTo("## Version 4.0.0 (February 19, 2026)");
    assertThat(
            heading(
                "## [6.4.4](https://github.com/k/k/compare/v6.4.3...v6.4.4) (2024-07-29)\n\n* a\n\n"
                    + "## [6.4.3](https://github.com/k/k/compare/v6.4.2...v6.4.3) (2024-02-24)\n"))
        .isEqualTo("## [4.0.0](https://github.com/k/k/compare/v6.4.4...v4.0.0) (2026-02-19)");
    assertThat(heading("## [1.0.0] - 2015-01-02 \"Codename\"\n\n* a\n\n## [0.9.0] - 2014-01-01\n"))
        .isEqualTo("## [4.0.0] - 2026-02-19");
    assertThat(heading("## [1.0.0] - 2015-01-02 [YANKED]\n\n* a\n\n## [0.9.0] - 2014-01-01\n"))
        .isEqualTo("## [4.0.0] - 2026-02-19");
  }

  @Test
  void theBodyTakesTheFormOfTheFile() throws Exception {
    assertThat(released("## 1.0.0 (2015-01-02)\n### Added\n* a\n\n\n## 0.9.0 (2014-01-02)\n* b\n", "1.1.0"))
        .isEqualTo(
            "## 1.1.0 (2026-02-19)\n### Added\n* One\n\n### Fixed\n* Two\n\n\n"
                + "## 1.0.0 (2015-01-02)\n### Added\n* a\n\n\n## 0.9.0 (2014-01-02)\n* b\n");
  }

  @Test
  void aFreshFileGetsItsFirstSection() throws Exception {
    ChangelogFile fresh = ChangelogFile.fresh("CHANGELOG.md");
    assertThat(ChangelogEdit.release(fresh, version("0.1.0"), DAY, BODY).text())
        .isEqualTo(fresh.text() + "\n## 0.1.0 - 2026-02-19\n\n" + BODY);
    assertThat(released("", "0.1.0")).isEqualTo("## 0.1.0 - 2026-02-19\n\n" + BODY);
    assertThat(released("words without end", "0.1.0"))
        .isEqualTo("words without end\n\n## 0.1.0 - 2026-02-19\n\n" + BODY);
  }

  @Test
  void aVersionThatIsThereKeepsItsHeading() throws Exception {
    assertThat(released(KEPT, "1.0.0")).isEqualTo(KEPT.replace("### Removed\n\n- Section\n", BODY));
    assertThat(ChangelogEdit.unreleased(ChangelogFile.of("C", KEPT), BODY).text())
        .isEqualTo(KEPT.replace("## [Unreleased]\n", "## [Unreleased]\n\n" + BODY));
  }

  @Test
  void theSameTwiceChangesNothing() throws Exception {
    ChangelogFile once = ChangelogEdit.unreleased(ChangelogFile.of("C", KEPT), BODY);
    assertThat(ChangelogEdit.unreleased(once, BODY).text()).isEqualTo(once.text());
    assertThat(once.sections()).filteredOn(ChangelogSection::unreleased).hasSize(1);
  }

  @Test
  void aBodyThatWouldBeginAnotherVersionIsRefused() {
    assertThatThrownBy(() -> released(KEPT, "1.2.0", "- a\n\n## [3.0.0]\n"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("Line 3 of the text is the heading of a version (3.0.0)");
  }

  @Test
  void otherBytesStayTheSameWhateverTheEncoding() throws Exception {
    byte[] latin = "# Änderungen\n\n## 1.0.0 - 2015-01-02\n\n- für alle\n".getBytes(StandardCharsets.ISO_8859_1);
    ChangelogFile file = ChangelogFile.of("CHANGELOG.md", latin);
    byte[] result = ChangelogEdit.release(file, version("1.1.0"), DAY, "- größer\n").bytes();
    assertThat(new String(result, StandardCharsets.ISO_8859_1))
        .isEqualTo("# Änderungen\n\n## 1.1.0 - 2026-02-19\n\n- größer\n\n## 1.0.0 - 2015-01-02\n\n- für alle\n");
    assertThatThrownBy(() -> ChangelogEdit.release(file, version("1.1.0"), DAY, "- 🚢\n").bytes())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("written in Latin-1");
    String bom = "\uFEFF## 1.0.0 - 2015-01-02\n\n- a\n";
    assertThat(released(bom, "1.1.0")).startsWith("\uFEFF## 1.1.0 - 2026-02-19\n\n### Added").endsWith("\n\n" + bom.substring(1));
  }

  @Test
  void twentyThousandEntriesAreNoTrouble() throws Exception {
    StringBuilder text = new StringBuilder("# Changelog\n\n## [Unreleased]\n");
    for (int i = 2000; i > 0; i--) {
      text.append("\n## [1.").append(i).append(".0] - 2020-01-01\n\n### Fixed\n\n");
      text.append("- An entry of ordinary length that says what was wrong (#12345)\n".repeat(10));
    }
    String result = released(text.toString(), "1.2001.0");
    assertThat(result).hasSize(text.length() + "\n## [1.2001.0] - 2026-02-19\n\n".length() + BODY.length());
  }

  private static String heading(String text) throws Exception {
    return released(text, "4.0.0").lines().findFirst().orElseThrow();
  }

  private static String released(String text, String version) throws Exception {
    return released(text, version, BODY);
  }

  private static String released(String text, String version, String body) throws Exception {
    return ChangelogEdit.release(ChangelogFile.of("CHANGELOG.md", text), version(version), DAY, body).text();
  }

  private static SemanticVersion version(String text) {
    return SemanticVersion.parse(text).orElseThrow();
  }
}
