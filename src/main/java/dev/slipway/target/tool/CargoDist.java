package dev.slipway.target.tool;

import dev.slipway.fact.Position;
import dev.slipway.target.Target;
import dev.slipway.target.tool.ToolTargets.Asked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// `dist-workspace.toml`, `dist.toml`, or the metadata of `Cargo.toml`: the list `targets`.
///
/// @see <a href="https://axodotdev.github.io/cargo-dist/book/reference/config.html">cargo-dist's documentation</a>
final class CargoDist {
  private CargoDist() {}

  static ToolTargets read(byte[] bytes, String file) {
    String source = new String(bytes, StandardCharsets.UTF_8);
    TomlParseResult toml = Toml.parse(source);
    List<String> unread = new ArrayList<>();
    toml.errors().stream().limit(5).forEach(e -> unread.add(e.getMessage() + " at " + e.position()));
    List<Asked> targets = new ArrayList<>();
    for (String key : List.of("dist.targets", "workspace.metadata.dist.targets", "package.metadata.dist.targets")) {
      if (toml.isArray(key)) {
        collect(toml.getArray(key), file, source.lines().toList(), targets, unread);
        break;
      }
    }
    return new ToolTargets("cargo-dist", file, List.copyOf(targets), List.copyOf(unread));
  }

  private static void collect(@Nullable TomlArray array, String file, List<String> lines, List<Asked> targets, List<String> unread) {
    for (int i = 0; array != null && i < array.size(); i++) {
      String text = String.valueOf(array.get(i));
      Position at = place(array.inputPositionOf(i), text, file, lines);
      Target.parse(text).ifPresentOrElse(t -> targets.add(new Asked(t, at)), () -> unread.add("the target " + text + " is not known"));
    }
  }

  /// The parser's place is where the array's line starts; the text stands there or in a line below.
  private static Position place(TomlPosition near, String text, String file, List<String> lines) {
    for (int line = near.line(); line <= Math.min(near.line() + 100, lines.size()); line++) {
      int column = lines.get(line - 1).indexOf(text);
      if (column >= 0) {
        return new Position(file, line, column + 1);
      }
    }
    return new Position(file, near.line(), near.column());
  }
}
