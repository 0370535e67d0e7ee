package dev.slipway.changelog.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogLintTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 19);

  private static final String GOOD =
      """
      # Changelog

      ## [Unreleased]

      ## [1.1.0] - 2026-02-19

      ### Added

      - One

      ## [1.0.0] - 2017-06-20 [YANKED]

      ### Fixed

      - Two

      [Unreleased]: https://example.com/o/r/compare/v1.1.0...HEAD
      [1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0
      [1.0.0]: https://example.com/o/r/releases/tag/v1.0.0
      """;

  @Test
  void aGoodChangelogHolds() {
    assertThat(rules(GOOD)).isEmpty();
  }

  @Test
  void findsEachFault() {
    assertThat(rules(GOOD.replace("2026-02-19", "19.02.2026"))).containsExactly("5 changelog-date-form");
    assertThat(rules(GOOD.replace("2026-02-19", "2026-02-30"))).containsExactly("5 changelog-date-form");
    assertThat(rules(GOOD.replace("2026-02-19", "2026-03-01"))).containsExactly("5 changelog-date-future");
    assertThat(rules(GOOD.replace(" - 2026-02-19", ""))).containsExactly("5 changelog-date-missing");
    assertThat(rules(GOOD.replace("### Added", "### Features"))).containsExactly("7 changelog-type");
    assertThat(rules(GOOD.replace("### Added\n\n- One", "### Added"))).containsExactly("7 changelog-empty-type");
    assertThat(rules(GOOD.replace("### Added\n\n- One\n", ""))).containsExactly("5 changelog-empty-section");
    assertThat(rules(GOOD.replace("- One\n", "- One\n\n### Added\n\n- Uno\n"))).containsExactly("11 changelog-type-twice");
    assertThat(rules(GOOD.replace("[YANKED]", "(yanked)"))).containsExactly("11 changelog-yanked-form");
    assertThat(rules(GOOD.replace("## [1.1.0]", "## [Unreleased]\n\n## [1.1.0]"))).containsExactly("5 changelog-unreleased-twice");
    assertThat(rules(GOOD.replace("## [1.0.0]", "## [1.1.0]"))).contains("11 changelog-version-twice");
    assertThat(rules(GOOD.replace("v1.1.0...HEAD", "v1.0.0...HEAD"))).containsExactly("17 changelog-link-wrong");
    assertThat(rules(GOOD.replace("...v1.1.0", "...v1.0.9"))).containsExactly("18 changelog-link-wrong");
    assertThat(rules(GOOD.replace("[1.0.0]: https", "[0.9.9]: https"))).containsExactly("11 changelog-link-missing");
    assertThat(rules(GOOD.replace("## [1.1.0] - 2026-02-19", "## [0.1.0] - 2016-02-19"))).contains("11 changelog-order");
    assertThat(rules(GOOD.replace("releases/tag/v1.0.0", "releases/tag/v0.9.0"))).containsExactly("19 changelog-link-wrong");
    assertThat(rules(GOOD.replace("2026-02-19", "2016-02-19"))).containsExactly("5 changelog-date-order");
    assertThat(rules(GOOD.replace("2026-02-19", "2016-02-19").replace("1.0.0", "1.0.1"))).as("a maintenance release").isEmpty();
    assertThat(rules("# Changelog\n")).containsExactly("1 changelog-no-version");
    assertThat(rules(GOOD.replace("## [Unreleased]\n\n", "").replace("- Two\n", "- Two\n\n## [Unreleased]\n")))
        .contains("15 changelog-unreleased-place");
  }

  private static List<String> rules(String text) {
    return ChangelogLint.check(ChangelogFile.of("CHANGELOG.md", text), TODAY).stream()
        .map(finding -> finding.at().orElseThrow().line() + " " + finding.rule())
        .toList();
  }
}
