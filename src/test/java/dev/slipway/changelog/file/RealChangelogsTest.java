package dev.slipway.changelog.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.changelog.ChangelogUpdate;
import dev.slipway.changelog.SecondOpinions;
import dev.slipway.changelog.version.SemanticVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changelogs of published packages: one version is released into each, and nothing but its section and link lines differs.
class RealChangelogsTest {
  private static final String BODY = "### Added\n\n- One\n\n### Fixed\n\n- Two\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "async@3.2.6,CHANGELOG.md", "eslint-plugin-import@2.32.0,CHANGELOG.md", "karma@6.4.4,CHANGELOG.md",
    "keep-a-changelog@3.1.0,CHANGELOG.md", "qs@6.13.0,CHANGELOG.md", "dotenv@16.4.5,CHANGELOG.md",
    "uuid@9.0.1,CHANGELOG.md", "axios@1.7.7,CHANGELOG.md", "express@4.21.2,History.md", "object-inspect@1.13.2,CHANGELOG.md",
    "mime@3.0.0,CHANGELOG.md"
  })
  void onlyTheNewSectionAndItsLinksDiffer(String npmPackage, String name) throws Exception {
    Optional<Path> found = SecondOpinions.npmPackage(npmPackage).map(p -> p.resolve(name)).filter(Files::exists);
    Assumptions.assumeTrue(found.isPresent(), "skipped: " + npmPackage + " could not be fetched with npm");
    byte[] before = Files.readAllBytes(found.get());
    ChangelogFile file = ChangelogFile.of(name, before);
    assertThat(file.bytes()).as("reading and writing").isEqualTo(before);
    assertThat(file.sections()).as("versions found").hasSizeGreaterThan(4);
    SemanticVersion next = SemanticVersion.of(99, 0, 0);
    byte[] after = ChangelogUpdate.release(file, next, LocalDate.of(2026, 2, 19), BODY).bytes();
    check(before, after);
    ChangelogFile again = ChangelogFile.of(name, after);
    assertThat(again.sections()).hasSize(file.sections().size() + 1);
    assertThat(again.body(again.section(next).orElseThrow())).contains("One").contains("Two");
  }

  private static void check(byte[] before, byte[] after) {
    RawText a = new RawText(before);
    RawText b = new RawText(after);
    for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b)) {
      for (int i = edit.getBeginA(); i < edit.getEndA(); i++) {
        assertThat(a.getString(i)).as("a line that changed").startsWithIgnoringCase("[unreleased]:");
      }
      for (int i = edit.getBeginB(); i < edit.getEndB(); i++) {
        String line = b.getString(i).strip();
        boolean ours = line.isEmpty() || line.contains("99.0.0") || line.matches("#+ (Added|Fixed)|[-*] (One|Two)|[=-]{3,}");
        assertThat(ours).as("a line that is new: %s", line).isTrue();
      }
    }
    String kept = new String(after, StandardCharsets.ISO_8859_1);
    assertThat(kept.length()).isLessThan(before.length + 500);
  }
}
