package dev.slipway.changelog.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.changelog.SecondOpinions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two other parsers say about the 44 messages. Where they differ from us, the difference is on purpose and listed.
class SecondOpinionsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("slipway.inputs", "../shared"), "vectors", "commit-messages.json");

  private static final String SCRIPT =
      """
      const { CommitParser } = await import(process.argv[2] + '/conventional-commits-parser/dist/index.js');
      const parser = new CommitParser({
        headerPattern: /^(\\w*)(?:\\((.*)\\))?!?: (.*)$/,
        breakingHeaderPattern: /^(\\w*)(?:\\((.*)\\))?!: (.*)$/,
        headerCorrespondence: ['type', 'scope', 'subject'],
        noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
        issuePrefixes: ['#'],
      });
      const fs = await import('node:fs');
      const cases = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
      console.log(JSON.stringify(cases.map(([name, message]) => {
        const c = parser.parse(message);
        return { name, type: c.type ?? null, breaking: c.notes.length > 0, revert: c.revert?.hash ?? null };
      })));
      """;

  @TempDir Path folder;

  @Test
  void conventionalCommitsParserDiffersOnlyWhereItIsWrong() throws Exception {
    Assumptions.assumeTrue(Files.exists(VECTORS), "skipped: " + VECTORS + " is absent");
    Optional<Path> modules = SecondOpinions.conventionalCommitsParser();
    Assumptions.assumeTrue(modules.isPresent(), "skipped: conventional-commits-parser could not be fetched with npm");
    Path script = Files.writeString(folder.resolve("ask.mjs"), SCRIPT);
    String answer = run(List.of("node", script.toString(), modules.get().toString(), VECTORS.toString()));
    JsonNode cases = new ObjectMapper().readTree(VECTORS.toFile());
    JsonNode theirs = new ObjectMapper().readTree(answer);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Message ours = Message.read(cases.get(i).get(1).asText());
      String type = ours instanceof ConventionalCommit c ? c.type() : null;
      boolean breaking = ours instanceof ConventionalCommit c && c.breaking();
      JsonNode other = theirs.get(i);
      String theirType = other.get("type").isNull() ? null : other.get("type").asText();
      if (!java.util.Objects.equals(type, theirType) || breaking != other.get("breaking").asBoolean()) {
        differences.add(cases.get(i).get(0).asText());
      }
    }
    assertThat(differences)
        .containsExactlyInAnyOrder(
            "lowercase breaking", // rule 15: BREAKING CHANGE is upper case; they take any
            "BC hash separator", // rule 12 wants ": "
            "BC in body para not footer", // rule 8: footers come after a blank line
            "uppercase type", // rule 15: FEAT is feat
            "empty scope", // rule 4: they take ()
            "nested paren scope",
            "colon in subject", // rule 15 again: Note is note
            "hyphen type", // they know no hyphen in a type
            "no blank line before body"); // rule 6
  }

  @Test
  void gitCliffDiffersOnlyWhereItIsWrong() throws Exception {
    Assumptions.assumeTrue(Files.exists(VECTORS), "skipped: " + VECTORS + " is absent");
    Optional<Path> program = SecondOpinions.gitCliff();
    Assumptions.assumeTrue(program.isPresent(), "skipped: git-cliff could not be fetched with npm");
    JsonNode cases = new ObjectMapper().readTree(VECTORS.toFile());
    Path config = Files.writeString(folder.resolve("cliff.toml"),
        "[git]\nconventional_commits = true\nfilter_unconventional = true\ncommit_parsers = [{ message = \".*\", group = \"all\" }]\n");
    List<String> differences = new ArrayList<>();
    try (var git = org.eclipse.jgit.api.Git.init().setDirectory(folder.resolve("repo").toFile()).call()) {
      for (JsonNode one : cases) {
        git.commit().setAllowEmpty(true).setSign(false).setAuthor("A", "a@b.c").setCommitter("A", "a@b.c")
            .setMessage("chore: start").call();
        var start = git.getRepository().resolve("HEAD");
        git.commit().setAllowEmpty(true).setSign(false).setAuthor("A", "a@b.c").setCommitter("A", "a@b.c")
            .setMessage(one.get(1).asText()).call();
        String answer =
            run(List.of(program.get().toString(), "--config", config.toString(), "--repository",
                folder.resolve("repo").toString(), "-x", start.name() + "..HEAD"));
        Message ours = Message.read(one.get(1).asText());
        JsonNode commits = new ObjectMapper().readTree(answer).path(0).path("commits");
        boolean theirs = commits.size() == 1;
        boolean breaking = theirs && commits.get(0).path("breaking").asBoolean();
        boolean oursBreaking = ours instanceof ConventionalCommit c && c.breaking();
        if (theirs != ours instanceof ConventionalCommit || breaking != oursBreaking) {
          differences.add(one.get(0).asText());
        }
      }
    }
    assertThat(differences)
        .containsExactlyInAnyOrder(
            "BC hash separator", // rule 12 wants ": "
            "no space after colon"); // rule 1 wants a space
  }

  private static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readNBytes(10 << 20), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out;
  }
}
