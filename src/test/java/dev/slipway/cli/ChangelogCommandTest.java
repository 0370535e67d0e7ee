package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangelogCommandTest {
  @TempDir Path folder;
  private int clock;

  @Test
  void saysWhereEveryCommitWentAndWhy() throws Exception {
    sample();
    JsonNode json = CliRun.in(folder, "changelog", "--json").json();
    assertThat(json.at("/range/from").asText()).isEqualTo("v0.3.1");
    assertThat(json.at("/range/to").asText()).isEqualTo("HEAD");
    assertThat(json.at("/range/reason").asText()).startsWith("v0.3.1: newest ancestor tag on the stable channel; 3 commits");
    assertThat(json.at("/nextVersion").asText()).isEqualTo("0.4.0");
    assertThat(json.at("/nextTag").asText()).isEqualTo("v0.4.0");
    assertThat(json.at("/commits")).hasSize(3);
    assertThat(json.at("/commits/2/section").asText()).isEqualTo("Changed");
    assertThat(json.at("/commits/2/breaking").asBoolean()).isTrue();
    assertThat(json.at("/commits/0/included").asBoolean()).isFalse();
    assertThat(json.at("/commits/0/reason").asText()).isEqualTo("type chore has no section");
  }

  @Test
  void writesBesideWhatPeopleWrote() throws Exception {
    sample();
    Path file = folder.resolve("CHANGELOG.md");
    String before =
        "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n### Fixed\r\n\r\n- Words by hand (#13)\r\n\r\n## [0.3.1] - 2026-01-02\r\n\r\n- odd   spacing\t\r\n";
    Files.writeString(file, before);
    CliRun run = CliRun.in(folder, "changelog", "--write", "--tag", "v0.4.0", "--date", "2026-02-19");
    assertThat(run.code()).isEqualTo(0);
    assertThat(Files.readString(file))
        .isEqualTo(
            before.replace(
                "## [Unreleased]\r\n\r\n### Fixed",
                "## [Unreleased]\r\n\r\n## [0.4.0] - 2026-02-19\r\n\r\n### Changed\r\n\r\n- **Breaking:** api: two. Gone (#12)\r\n\r\n### Fixed"));
    assertThat(run.out()).startsWith("CHANGELOG.md written.");
    CliRun again = CliRun.in(folder, "changelog", "--write", "--tag", "v0.4.0", "--date", "2026-02-20");
    assertThat(again.out()).startsWith("CHANGELOG.md holds all of it already; nothing was changed.");
    assertThat(Files.readString(file)).as("a second time").containsOnlyOnce("0.4.0").contains("2026-02-19");
    assertThat(CliRun.in(folder, "changelog", "lint").code()).as("[0.4.0] leads nowhere").isEqualTo(1);
  }

  @Test
  void aLinkedChangelogStaysALinkAndLeadsNowhereElse(@TempDir Path other) throws Exception {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "skipped: no POSIX rights here");
    sample();
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Path real = Files.writeString(docs.resolve("CHANGES.md"), "# Changelog\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(folder.resolve("CHANGELOG.md"), Path.of("docs/CHANGES.md"));
    assertThat(CliRun.in(folder, "changelog", "--write").code()).isEqualTo(0);
    assertThat(folder.resolve("CHANGELOG.md")).isSymbolicLink();
    assertThat(real).content().contains("## Unreleased", "**Breaking:** api: two");
    assertThat(Files.getPosixFilePermissions(real)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Path elsewhere = Files.writeString(other.resolve("precious"), "words");
    Files.delete(folder.resolve("CHANGELOG.md"));
    Files.createSymbolicLink(folder.resolve("CHANGELOG.md"), elsewhere);
    CliRun run = CliRun.in(folder, "changelog", "--write");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("CHANGELOG.md lies outside the clone");
    assertThat(elsewhere).hasContent("words");
    Files.delete(folder.resolve("CHANGELOG.md"));
  }

  @Test
  void aPersonOverrulesTheRules() throws Exception {
    sample();
    CliRun usual = CliRun.in(folder, "changelog", "--json");
    String chore = usual.json().at("/commits/0/sha").asText();
    String listed = usual.json().at("/commits/2/sha").asText();
    JsonNode json =
        CliRun.in(folder, "changelog", "--json", "--include", chore.substring(0, 8) + "=Security", "--leave-out", listed).json();
    assertThat(json.at("/commits/0/section").asText()).isEqualTo("Security");
    assertThat(json.at("/commits/0/reason").asText()).isEqualTo("chosen by hand");
    assertThat(json.at("/commits/2/reason").asText()).isEqualTo("left out by hand");
    assertThat(CliRun.in(folder, "changelog", "--include", "0000000").err()).contains("0000000 is no commit of v0.3.1..HEAD");
    assertThat(CliRun.in(folder, "changelog", "--include", chore + "=News").code()).isEqualTo(2);
    assertThat(CliRun.in(folder, "changelog").out()).contains("type chore has no section:\n    " + chore.substring(0, 7));
  }

  @Test
  void oneMessageFromStandardInput() {
    CliRun run = CliRun.in(folder, Map.of(), "FEAT(api): a (#3)\n\nBREAKING-CHANGE: b\nCloses #4", "changelog", "--message", "-", "--json");
    JsonNode json = run.json();
    assertThat(run.code()).isEqualTo(0);
    assertThat(json.at("/commits/0/type").asText()).isEqualTo("feat");
    assertThat(json.at("/type").asText()).isEqualTo("feat");
    assertThat(json.at("/scope").asText()).isEqualTo("api");
    assertThat(json.at("/breaking").asBoolean()).isTrue();
    assertThat(json.at("/footers/0/value").asText()).isEqualTo("b");
    assertThat(json.at("/references/1/action").asText()).isEqualTo("closes");
    assertThat(json.at("/nextVersion").isNull()).isTrue();
    assertThat(CliRun.in(folder, Map.of(), "Fix it", "changelog", "--message", "-").out())
        .isEqualTo("Left out: not a Conventional Commit: no colon follows the type (rule 1)\n".replace("\n", System.lineSeparator()));
  }

  @Test
  void theWholeHistoryHasASectionForEachRelease() throws Exception {
    sample();
    String out = CliRun.in(folder, "changelog", "--all").out();
    assertThat(out).containsSubsequence("## Unreleased\n", "- **Breaking:** api: two", "## 0.3.1 - 20", "### Added\n\n- One\n");
    assertThat(out).doesNotContain("rc.1");
    assertThat(CliRun.in(folder, "changelog", "--all", "--channel", "any").out()).contains("## 0.4.0-rc.1");
  }

  @Test
  void notesTellTheBenchmarksThatLieAmongTheFiles() throws Exception {
    sample();
    Path dist = Files.createDirectories(folder.resolve("dist"));
    Files.writeString(folder.resolve(".slipway.yml"), "benchmarks:\n  startup: { below: 50, unit: ms }\n");
    Files.writeString(dist.resolve("benchmarks.json"), "[{\"name\":\"startup\",\"unit\":\"ms\",\"value\":12.345,\"range\":\"± 0.4\"}]");
    assertThat(CliRun.in(folder, "notes", "--files", "dist").out())
        .contains("### Benchmarks\n\n| Benchmark | Result | Target |\n| --- | ---: | ---: |\n| startup | 12.3 ± 0.4 ms | below 50 ms |\n");
    Files.writeString(dist.resolve("benchmarks.json"), "{");
    CliRun broken = CliRun.in(folder, "notes", "--files", "dist");
    assertThat(broken.err()).contains("holds no JSON that can be read");
    assertThat(broken.out()).doesNotContain("### Benchmarks");
  }

  @Test
  void notesTakeTheWrittenSectionAndFindDrift() throws Exception {
    sample();
    CliRun.in(folder, "changelog", "--write", "--tag", "v0.4.0");
    CliRun notes = CliRun.in(folder, "notes", "--tag", "v0.4.0", "--contributors", "--json");
    assertThat(notes.json().at("/source").asText()).isEqualTo("CHANGELOG.md");
    assertThat(notes.json().at("/notes").asText()).contains("- **Breaking:** api: two. Gone (#12)").contains("Thanks to @ada.");
    assertThat(CliRun.in(folder, "notes", "--tag", "v0.4.0", "--check").code()).as("nothing to compare with").isEqualTo(2);
    try (Git git = Git.open(folder.toFile())) {
      git.tag().setName("v0.4.0").setMessage("v0.4.0\n\n- Something else").setTagger(ada()).setSigned(false).call();
    }
    CliRun check = CliRun.in(folder, "notes", "--tag", "v0.4.0", "--check");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("\"Something else\" stands in the tag's message and not in the changelog's section 0.4.0.");
  }

  @Test
  void wrongUseIsASentence() throws Exception {
    assertThat(CliRun.in(folder, "changelog"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).startsWith("slipway: There is no git clone in "));
    sample();
    assertThat(CliRun.in(folder, "changelog", "--range", "x").code()).isEqualTo(2);
    assertThat(CliRun.in(folder, "changelog", "--range", "v9..HEAD").err()).contains("is no branch, tag or commit");
    assertThat(CliRun.in(folder, "changelog", "lint").code()).as("no changelog").isEqualTo(3);
    Files.writeString(folder.resolve(".slipway.yml"), "changelog:\n  sections:\n    feat: Features\n");
    assertThat(CliRun.in(folder, "changelog").err()).contains("which is no section of Keep a Changelog");
  }

  private void sample() throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      commit(git, "feat: one");
      git.tag().setName("v0.3.1").setAnnotated(false).setSigned(false).call();
      commit(git, "feat(api)!: two (#12)\n\nBREAKING CHANGE: gone");
      commit(git, "fix: three (#13)");
      git.tag().setName("v0.4.0-rc.1").setAnnotated(false).setSigned(false).call();
      commit(git, "chore: deps");
    }
  }

  private void commit(Git git, String message) throws Exception {
    git.commit().setMessage(message).setAuthor(ada()).setCommitter(ada()).setSign(false).setAllowEmpty(true).call();
  }

  private PersonIdent ada() {
    return new PersonIdent("Ada", "1+ada@users.noreply.github.com", 1_770_000_000_000L + 1000L * clock++, 0);
  }
}
