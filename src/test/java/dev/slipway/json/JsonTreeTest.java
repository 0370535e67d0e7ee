package dev.slipway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Held against Jackson's parser, which reads the same grammar.
class JsonTreeTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> SEEDS =
      List.of(
          "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":\"\\u00e9\\n\\\\\\/\\ud83d\\ude00\",\"e\":-0.5e+10}}",
          "[0,-0,1,-1,10,9223372036854775807,9223372036854775808,-9223372036854775808,-9223372036854775809,1E5,1e-5,0.1,12345678901234567890123]",
          " { \"mediaType\" : \"application/vnd.dev.sigstore.bundle.v0.3+json\" ,\r\n\t\"x\" : [ { } , [ ] , \"\" ] } ",
          "\"text with é and \u2028 and \\u0000\"", "true", "null", "-12.5E-3", "[[[[[[[[]]]]]]]]");
  private static final String LETTERS = "{}[]:,\"\\/ \n\t\r01-+.eEtrufalsn\u0000\u001f\u007f\u00a0\ufeff\ud83d'abcdx*#";

  @Test
  void readsAndRefusesWhatJacksonDoes() {
    Random random = new Random(20261122);
    int accepted = 0;
    for (int round = 0; round < 40_000; round++) {
      StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
      for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
          case 2 -> text.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(12))));
        }
      }
      Optional<String> theirs = jackson(text.toString());
      assertThat(ours(text.toString())).as("round %d: %s", round, text).isEqualTo(theirs);
      accepted += theirs.isPresent() ? 1 : 0;
    }
    assertThat(accepted).as("texts that both read").isBetween(10_000, 35_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", "{", "[", "\"", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[01]", "[1.]", "[.5]", "[+1]", "[1e]", "[-]",
    "[NaN]", "[Infinity]", "['a']", "{a:1}", "[1]2", "1 2", "//\n1", "[\"\t\"]", "[\"\\x41\"]", "[\"\\u12\"]", "[\"\\u00_1\"]",
    "tru", "truee", "\ufeff{}", "[1\u00a0]", "[1}", "{\"a\" 1}", "{1:2}", "{\"a\":1 \"b\":2}", "\\u0022a\\u0022", "[\"a\\"})
  void refuses(String text) {
    assertThatThrownBy(() -> JsonTree.document(text)).isInstanceOf(JsonProcessingException.class);
    assertThat(jackson(text)).isEmpty();
  }

  @Test
  void nestsAsDeepAsSixtyFourAndNoDeeper() throws Exception {
    assertThat(JsonTree.document("[".repeat(64) + "]".repeat(64)).size()).isEqualTo(1);
    String deep = "[".repeat(65) + "]".repeat(65);
    assertThatThrownBy(() -> JsonTree.document(deep)).hasMessageContaining("nests deeper than 64");
    assertThatThrownBy(() -> JsonTree.document("{\"a\":".repeat(1_000_000))).hasMessageContaining("nests deeper than 64");
  }

  @Test
  void doesNotWorkOutNumbersOfAnyLength() throws Exception {
    assertThat(JsonTree.document("1".repeat(1_000)).isBigInteger()).isTrue();
    assertThatThrownBy(() -> JsonTree.document("1".repeat(1_001))).hasMessageContaining("longer than 1000");
    assertThatThrownBy(() -> JsonTree.document("1." + "1".repeat(5_000_000))).hasMessageContaining("longer than 1000");
  }

  /// Jackson takes the last byte of such a digit for one.
  @Test
  void takesOnlyAsciiForHexadecimalDigits() {
    assertThatThrownBy(() -> JsonTree.document("\"\\u00\u06610\"")).hasMessageContaining("four hexadecimal digits");
    assertThatThrownBy(() -> JsonTree.document("\"\\u\uff11\uff11\uff11\uff11\"")).hasMessageContaining("four hexadecimal digits");
  }

  @Test
  void readsDocumentsOneBehindTheOther() throws Exception {
    assertThat(JsonTree.documents("{}\n[1] 2 \"a\" \"b\" ", 10)).extracting(JsonNode::toString).containsExactly("{}", "[1]", "2", "\"a\"", "\"b\"");
    assertThat(JsonTree.documents("{} what follows is not looked at", 1)).hasSize(1);
    assertThatThrownBy(() -> JsonTree.documents("{}\n{", 10)).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> JsonTree.documents("1true", 10)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aTextIsTheSameTreeAgain() throws Exception {
    for (String seed : SEEDS) {
      JsonNode tree = JsonTree.document(seed);
      assertThat(JsonTree.document(JsonTree.text(tree))).isEqualTo(tree);
    }
  }

  private static Optional<String> ours(String text) {
    try {
      return Optional.of(JsonTree.document(text).toString());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> jackson(String text) {
    try {
      JsonNode tree = JACKSON.readTree(text);
      return Optional.of(tree).filter(node -> !(node instanceof MissingNode)).map(JsonNode::toString);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
