package dev.slipway.workflow.yaml;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The characters of a file, where it is UTF-8 and no longer than what GitHub reads.
///
/// @param content the characters, without a byte order mark
/// @param refused what is said of a file that is not read; empty for one that is
record YamlBytes(String content, Optional<YamlFile> refused) {

  static YamlBytes decode(byte[] bytes, String file) {
    SourceText none = new SourceText(file, List.of());
    if (bytes.length > 4 * YamlReader.MOST_CHARACTERS) {
      return refused(none, tooLarge(lastPlace(bytes, file)));
    }
    CharBuffer characters = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes), characters, true);
    String decoded = characters.flip().toString();
    String content = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    if (result.isError()) {
      Position at = endOf(content, file);
      return refused(SourceText.of(file, content), Finding.at(at, "yaml-syntax", Severity.ERROR,
          "the byte at line %d, column %d is not UTF-8".formatted(at.line(), at.column()), "Save the file as UTF-8."));
    }
    if (content.length() > YamlReader.MOST_CHARACTERS) {
      return refused(none, tooLarge(endOf(content.substring(0, YamlReader.MOST_CHARACTERS), file)));
    }
    return new YamlBytes(content, Optional.empty());
  }

  private static YamlBytes refused(SourceText text, Finding finding) {
    return new YamlBytes("", Optional.of(new YamlFile(Optional.empty(), text, List.of(finding))));
  }

  private static Finding tooLarge(Position at) {
    return Finding.at(at, "yaml-limit", Severity.ERROR,
        "the file is larger than the 1,048,576 characters GitHub reads", "Split the workflow into smaller files.");
  }

  private static Position lastPlace(byte[] bytes, String file) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < YamlReader.MOST_CHARACTERS; i++) {
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Position(file, line, YamlReader.MOST_CHARACTERS - start + 1);
  }

  private static Position endOf(String content, String file) {
    int line = 1 + (int) content.chars().filter(c -> c == '\n').count();
    return new Position(file, line, content.length() - (content.lastIndexOf('\n') + 1) + 1);
  }
}
