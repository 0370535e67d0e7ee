package dev.slipway.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Position;
import dev.slipway.fact.Problem;
import dev.slipway.gate.ReleasePolicy.Ignored;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
  private static final Ignored ENTRY = new Ignored(
      "unpinned-action", Optional.of(".github/workflows/release.yml"), Optional.of("uses: it's/so@v1 # x"), "it's: \"so\"", Position.of(PolicyFile.NAME));

  @ParameterizedTest
  @ValueSource(strings = {
      "", "project: weft", "project: weft\n", "# only a remark\n",
      "audit:\n  generated-notes: false\n",
      "audit:   # remark\n\n    # another\n    generated-notes: false\nproject: weft\n",
      "project: weft\naudit:\n  ignore:\n    - rule: a\n      reason: b\n    - { rule: c, reason: d }\nimage: x/y\n",
      "audit:\n  ignore:\n  - reason: b\n    rule: a\n  generated-notes: true\n",
      "project: weft\r\naudit:\r\n  ignore:\r\n    - rule: a\r\n      reason: b\r\n"})
  void addsOneEntryAndLeavesTheOtherLines(String text) throws Problem {
    String after = PolicyText.ignoring(text, ENTRY);
    PolicyFile read = PolicyReader.read(PolicyFile.NAME, after);
    assertThat(read.findings()).isEmpty();
    Ignored first = read.policy().audit().ignored().getFirst();
    assertThat(first.rule()).isEqualTo(ENTRY.rule());
    assertThat(first.file()).isEqualTo(ENTRY.file());
    assertThat(first.line()).isEqualTo(ENTRY.line());
    assertThat(first.reason()).isEqualTo(ENTRY.reason());
    assertThat(after.lines().filter(text.lines().toList()::contains)).containsExactlyElementsOf(text.lines().toList());
    assertThat(read.policy().audit().ignored()).hasSize(1 + PolicyReader.read(PolicyFile.NAME, text).policy().audit().ignored().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "audit: { generated-notes: false }\n", "audit:\n  ignore: [{ rule: a, reason: b }]\n", "audit:\n  ignore: []\n",
      "{ project: weft }\n", "project: weft\n...\n", "audit:\n  ignore:\n    - rule: a\n"})
  void whatCannotBeAddedToSafelyStaysAsItIs(String text) {
    assertThatThrownBy(() -> PolicyText.ignoring(text, ENTRY)).isInstanceOf(Problem.class).hasMessageContaining("Nothing was written".substring(1));
  }

  @Test
  void anEntryWithoutARuleOrAReasonIsAnError() {
    PolicyFile file = PolicyReader.read(PolicyFile.NAME, "audit:\n  ignore:\n    - rule: a\n      reason: ' '\n    - reason: b\n    - rule: a\n      reason: b\n");
    assertThat(file.findings()).extracting(finding -> finding.at().orElseThrow().line()).containsExactly(3, 5);
    assertThat(file.policy().audit().ignored()).singleElement().satisfies(its -> assertThat(its.at().line()).isEqualTo(6));
  }

  @Test
  void generatedNotesAreWelcomeUnlessThePolicySaysNo() {
    assertThat(ReleasePolicy.defaults().audit().generatedNotes()).isTrue();
    assertThat(PolicyReader.read(PolicyFile.NAME, "audit: { generated-notes: false }").policy().audit().generatedNotes()).isFalse();
    assertThat(PolicyReader.read(PolicyFile.NAME, "audit: { generated-notes: never }").findings()).hasSize(1);
  }
}
