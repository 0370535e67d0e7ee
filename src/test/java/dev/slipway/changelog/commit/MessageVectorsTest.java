package dev.slipway.changelog.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the specification says about each of the 44 messages on which parsers differ.
class MessageVectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("slipway.inputs", "../shared"), "vectors", "commit-messages.json");

  /// `type|scope|breaking|description`, or what is wrong; worked out by hand from the sixteen rules.
  private static final String[][] RIGHT = {
    {"plain", "feat||no|a"},
    {"bang", "feat||yes|drop node 6"},
    {"scope-bang", "feat|api|yes|x"},
    {"bang-before-scope (invalid)", "!rule 13"},
    {"footer BC", "feat||yes|a"},
    {"footer BREAKING-CHANGE", "feat||yes|a"},
    {"lowercase breaking", "feat||no|a"},
    {"BC hash separator", "feat||no|a"},
    {"BC in body para not footer", "feat||no|a"},
    {"bang + footer", "feat||yes|s"},
    {"chore bang", "chore||yes|drop java 8"},
    {"uppercase type", "feat||no|a"},
    {"no space after colon", "!rule 1"},
    {"space before colon", "!rule 1"},
    {"empty scope", "!rule 4"},
    {"nested paren scope", "!rule 4"},
    {"multi scope", "feat|api,ui|no|x"},
    {"scope slash", "fix|core/net|no|x"},
    {"squash PR suffix", "feat||no|add x (#123)"},
    {"squash list body", "feat||no|add x (#123)"},
    {"revert git default", "!rule 1"},
    {"revert cc", "revert||no|feat: a"},
    {"revert refs footer", "revert||no|noodle"},
    {"reapply", "!rule 1"},
    {"revert revert", "!rule 1"},
    {"merge PR", "!rule 1"},
    {"merge branch", "!rule 1"},
    {"fixup", "!rule 1"},
    {"multi-para footer value", "fix||yes|a"},
    {"closes list", "fix||no|a"},
    {"CRLF", "feat||yes|a"},
    {"emoji type", "!rule 1"},
    {"hyphen type", "perf-x|y|no|a"},
    {"dependabot", "build|deps|no|bump a from 1.0 to 2.0 (#9)"},
    {"unconventional", "!rule 1"},
    {"colon in subject", "note||no|this is not cc? it parses"},
    {"description w/ url", "docs||no|see https://a/b#12"},
    {"@mention", "fix||no|thanks @octocat"},
    {"skip ci", "chore||no|x [skip ci]"},
    {"git scissors", "feat||no|a"},
    {"empty body then footer only", "fix||no|a"},
    {"no blank line before body", "!rule 6"},
    {"unicode scope", "feat|größe|no|ü"},
    {"release commit", "chore|release|no|v1.2.3"},
  };

  static Stream<String[]> right() {
    return Stream.of(RIGHT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("right")
  void readsAsTheSpecificationSays(String name, String expected) throws Exception {
    String message = vectors().get(name);
    assertThat(message).as("a vector named %s", name).isNotNull();
    assertThat(told(Message.read(message))).isEqualTo(expected);
  }

  @Test
  void coversEveryVector() throws Exception {
    assertThat(vectors().keySet()).containsExactlyElementsOf(right().map(row -> row[0]).toList());
  }

  @Test
  void aFooterValueEndsAtTheNextToken() throws Exception {
    assertThat(conventional("multi-para footer value").footers())
        .containsExactly(
            new Footer("BREAKING CHANGE", false, "line one\nline two\n\nline three"),
            new Footer("Reviewed-by", false, "Z"),
            new Footer("Refs", true, "133"));
    assertThat(conventional("CRLF"))
        .isEqualTo(
            new ConventionalCommit(
                new Header("feat", java.util.Optional.empty(), false, "a"),
                "body",
                java.util.List.of(new Footer("BREAKING CHANGE", false, "x"))));
  }

  @Test
  void theDescriptionTellsWhatBreaksWhereOnlyTheBangDoes() throws Exception {
    assertThat(conventional("bang").breakingTexts()).containsExactly("drop node 6");
    assertThat(conventional("bang + footer").breakingTexts()).containsExactly("why");
    assertThat(conventional("BC hash separator").footers())
        .containsExactly(new Footer("BREAKING CHANGE", true, "12 gone"));
  }

  @Test
  void readsReferencesAndPeople() throws Exception {
    assertThat(Reference.in(vectors().get("closes list")))
        .containsExactly(
            new Reference("", 1, "closes"), new Reference("", 2, "closes"), new Reference("org/repo", 3, "closes"));
    assertThat(Reference.in(vectors().get("description w/ url"))).isEmpty();
    assertThat(Reference.pullRequest("feat: add x (#123)")).contains(123);
    assertThat(CoAuthor.in(vectors().get("squash list body")))
        .containsExactly(new CoAuthor("A", "a@b.c"), new CoAuthor("B", "b@b.c"));
    assertThat(conventional("dependabot").values("signed-off-by")).containsExactly("dependabot[bot] <s@g.com>");
    assertThat(conventional("dependabot").body()).contains("---\nupdated-dependencies:").endsWith("...");
  }

  @Test
  void readsWhatIsTakenBack() throws Exception {
    assertThat(revert("revert git default"))
        .isEqualTo(
            new Revert(
                java.util.List.of("676104e1234567890abcdef1234567890abcdef12"),
                java.util.Optional.of("feat: a"), java.util.List.of(), false));
    assertThat(revert("revert refs footer").commits()).containsExactly("676104e", "a215868");
    assertThat(revert("revert cc").commits()).containsExactly("676104e");
    assertThat(revert("reapply").reapply()).isTrue();
    assertThat(revert("revert revert").subject()).contains("Revert \"feat: a\"");
  }

  private static Revert revert(String name) throws Exception {
    String message = vectors().get(name);
    return Revert.in(message, Message.read(message)).orElseThrow();
  }

  private static ConventionalCommit conventional(String name) throws Exception {
    return (ConventionalCommit) Message.read(vectors().get(name));
  }

  private static String told(Message message) {
    return switch (message) {
      case ConventionalCommit c ->
          c.type() + "|" + c.scope().orElse("") + "|" + (c.breaking() ? "yes" : "no") + "|" + c.description();
      case OtherMessage other -> "!" + other.why().replaceAll(".*\\((rule \\d+)\\)$", "$1");
    };
  }

  private static Map<String, String> vectors() throws Exception {
    Assumptions.assumeTrue(Files.exists(VECTORS), "skipped: " + VECTORS + " is absent");
    Map<String, String> vectors = new LinkedHashMap<>();
    for (JsonNode vector : new ObjectMapper().readTree(VECTORS.toFile())) {
      vectors.put(vector.get(0).asText(), vector.get(1).asText());
    }
    return vectors;
  }
}
