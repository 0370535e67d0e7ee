package dev.slipway.target.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines of a script, one after the other: those that go on are joined, documents written into it are passed over, and
/// each is cut into its commands.
final class ScriptLines {
  /// What stands before `&&` decides what follows, unless it only prepares.
  private static final Pattern PREPARES = Pattern.compile("\\s*(?:(?:cd|mkdir|pushd|set|export|echo)\\b|\\w+=)");
  private static final Pattern DOCUMENT = Pattern.compile("(?<!<)<<-?\\s*[\"']?(\\w+)[\"']?");

  private final String[] lines;
  /// Where a line stands last, once a document was met: one without an end is not looked for to the end each time.
  private final Map<String, Integer> last = new HashMap<>();
  private int next;

  ScriptLines(String script) {
    lines = script.split("\n", -1);
  }

  /// A line with those it goes on in.
  ///
  /// @param first the number of its first line, from 0
  record Line(String text, int first) {}

  /// The next line; null behind the last one.
  @Nullable Line next() {
    if (next >= lines.length) {
      return null;
    }
    int first = next;
    StringBuilder line = new StringBuilder(lines[next].strip());
    while (next + 1 < lines.length && !line.isEmpty() && (line.charAt(line.length() - 1) == '\\' || line.charAt(line.length() - 1) == '`')) {
      line.setLength(line.length() - 1);
      line.append(' ').append(lines[++next].strip());
    }
    next = behindDocument(line) + 1;
    return new Line(line.toString(), first);
  }

  /// The last line of what is written into the script as a document, or the line itself.
  private int behindDocument(StringBuilder line) {
    if (line.indexOf("<<") < 0) {
      return next;
    }
    Matcher document = DOCUMENT.matcher(line);
    if (!document.find() || lastOf(document.group(1)) <= next) {
      return next;
    }
    int end = next + 1;
    while (!lines[end].strip().equals(document.group(1))) {
      end++;
    }
    return end;
  }

  private int lastOf(String word) {
    if (last.isEmpty()) {
      for (int n = 0; n < lines.length; n++) {
        last.put(lines[n].strip(), n);
      }
    }
    return last.getOrDefault(word, -1);
  }

  /// A command of a line.
  ///
  /// @param conditional whether a command before it in the line decides whether it runs
  record Command(String text, boolean conditional) {
    static Command of(StringBuilder text, boolean conditional) {
      return new Command(text.toString().strip(), conditional || text.indexOf("||") >= 0);
    }
  }

  /// Cuts a line at `;` and `&&` outside quotes and brackets.
  static List<Command> commands(String line) {
    if (line.startsWith("$") || line.length() > 10_000
        || (line.indexOf(';') < 0 && line.indexOf('#') < 0 && !line.contains("&&"))) {
      return List.of(new Command(line.strip(), line.contains("||")));
    }
    List<Command> commands = new ArrayList<>();
    boolean conditional = false;
    StringBuilder current = new StringBuilder();
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '{') {
        depth++;
      } else if ((c == ')' || c == '}') && depth > 0) {
        depth--;
      } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
        break;
      } else if (depth == 0 && c == ';' && !line.startsWith(";;", i) && !(i > 0 && line.charAt(i - 1) == ';')) {
        commands.add(Command.of(current, conditional));
        conditional = false;
        current.setLength(0);
        continue;
      } else if (depth == 0 && line.startsWith("&&", i)) {
        commands.add(Command.of(current, conditional));
        conditional |= !PREPARES.matcher(current).lookingAt();
        current.setLength(0);
        i++;
        continue;
      }
      current.append(c);
    }
    commands.add(Command.of(current, conditional));
    return commands;
  }
}
