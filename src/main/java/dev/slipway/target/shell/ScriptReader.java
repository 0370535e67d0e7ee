package dev.slipway.target.shell;

import dev.slipway.target.shell.ScriptResult.Made;
import dev.slipway.workflow.expression.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a `run:` script for the names it makes: assignments, `if` and `case` on known values, `echo … >>
/// $GITHUB_ENV`, and the archivers people use. It is no shell: what it does not know becomes a hole.
public final class ScriptReader {
  private static final int MOST_COMMANDS = 5_000;
  /// Longer than any command that names a file; it bounds what the patterns below walk through.
  private static final int LONGEST_COMMAND = 4_000;
  private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+|local\\s+|declare\\s+(?:-\\w+\\s+)*|readonly\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
  private static final Pattern POWERSHELL_ASSIGNMENT = Pattern.compile("\\$(?:env:)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)", Pattern.DOTALL);
  private static final Pattern POWERSHELL_IF =
      Pattern.compile("if\\s*(\\(.*?\\))\\s*\\{(.*?)}\\s*else\\s*\\{(.*?)}", Pattern.DOTALL);
  private static final Pattern POWERSHELL_REPLACE =
      Pattern.compile("(\\$\\S+?)\\s+-replace\\s+['\"]\\^?([^'\"]*)['\"]\\s*(?:,\\s*['\"]([^'\"]*)['\"])?");
  private static final Pattern TO_FILE =
      Pattern.compile("(echo|printf|Write-Output)\\s+((?:-\\w+\\s+)*)(.+?)\\s*(?:>>|\\|\\s*tee\\s+-a|\\|\\s*Out-File.*?-FilePath)\\s*(\\S+).*", Pattern.DOTALL);
  /// How outputs were set before there were files for them; runners still read it.
  private static final Pattern WORKFLOW_COMMAND =
      Pattern.compile("echo\\s+([\"']?)::set-output\\s+name=([\\w-]+)::(.*)", Pattern.DOTALL);
  /// Ends the script well; what ends it badly ends the job with it.
  private static final Pattern ENDS = Pattern.compile("(?:.*\\|\\|\\s*)?exit(?:\\s+0)?");
  private static final Pattern LOOP = Pattern.compile("(?:for|while|until)\\s|(?:function\\s+)?[\\w-]+\\s*\\(\\)\\s*\\{");
  private static final Pattern LOOP_END = Pattern.compile("(?:^|;\\s*)(?:done\\b|})");
  /// The name a line of the output file begins with, and the quote before it.
  private static final Pattern KEY = Pattern.compile("([\"']?)([A-Za-z_][A-Za-z0-9_-]*)=");
  private static final Pattern MADE = Pattern.compile(
      "(?:^|\\s)(?:"
          + "g?tar\\s+(?:(?:-C\\s+\\S+|--?[\\w-]+(?:=\\S+)?)\\s+)*?-?[A-Za-z]*f\\s+(\\S+)"
          + "|7za?z?\\s+a\\s+(?:-\\S+\\s+)*(\\S+)"
          + "|zip\\s+(?:-\\S+\\s+)*(\\S+)"
          + "|Compress-Archive\\s.*-DestinationPath\\s+(\\S+)"
          + "|(?:cp|mv|Copy-Item|Move-Item|^(?:sudo\\s+)?install)\\s+(?:-\\S+\\s+)*\\S+\\s+(\\S+)\\s*$"
          + "|wasm-opt\\s.*-o\\s+(\\S+)"
          + "|(?:gzip|sha\\d+sum|shasum|cat)\\s.*?[^>]>\\s*(\\S+)"
          + "|dpkg-deb\\s.*\\s(\\S+\\.deb)"
          + ")");

  /// One of these words is in every command that MADE finds something in.
  private static final List<String> MAKERS = List.of(
      "tar ", "7z", "zip ", "Compress-Archive", "cp ", "mv ", "-Item ", "install ", "wasm-opt", ">", "dpkg-deb");
  private static final String PUBLISHER = "gh release ";
  private static final Pattern BRANCH =
      Pattern.compile("\\(?([^()$\\s]+(?:\\s*\\|\\s*[^()$\\s]+)*)\\)\\s*(.*)", Pattern.DOTALL);

  private final Words words = new Words();
  private final Map<String, Text> variables;
  private final Map<String, Text> environment = new LinkedHashMap<>();
  private final Map<String, Text> outputs = new LinkedHashMap<>();
  private final List<Made> made = new ArrayList<>();
  private final List<Made> released = new ArrayList<>();
  private final Set<Integer> skipped = new HashSet<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private Optional<Boolean> goesOn = Optional.of(true);
  /// How many loops and functions are open, of which nobody knows how often they run.
  private int repeated;

  /// An `if` or `case` that is open.
  private static final class Block {
    private final Optional<String> subject;
    private boolean taken;
    private Optional<Boolean> here;

    private Block(Optional<String> subject, Optional<Boolean> here) {
      this.subject = subject;
      this.here = here;
      this.taken = here.orElse(false);
    }
  }

  private ScriptReader(Map<String, Text> variables) {
    this.variables = new HashMap<>(variables);
  }

  /// Reads a script.
  ///
  /// @param script    the script after its `${{ }}` were evaluated
  /// @param variables what is in the environment
  public static ScriptResult read(Text script, Map<String, Text> variables) {
    ScriptReader reader = new ScriptReader(variables);
    reader.run(reader.words.encode(script));
    return new ScriptResult(reader.environment, reader.outputs, List.copyOf(reader.made), List.copyOf(reader.released), Set.copyOf(reader.skipped));
  }

  /// Whether reading a script can tell anything: most build and test, and name no file.
  public static boolean mayTell(Text script) {
    for (Text.Part part : script.parts()) {
      if (part instanceof Text.Literal(String text)
          && (mayMake(text) || text.contains(PUBLISHER) || text.contains("GITHUB_") || text.contains("::set-output") || text.contains("if ") || text.contains("case "))) {
        return true;
      }
    }
    return false;
  }

  private void run(String script) {
    ScriptLines lines = new ScriptLines(script);
    int commands = 0;
    while (commands < MOST_COMMANDS && lines.next() instanceof ScriptLines.Line(String line, int first)) {
      repeats(line);
      for (ScriptLines.Command command : ScriptLines.commands(line)) {
        commands++;
        command(command.text(), first, command.conditional());
      }
    }
  }

  private void repeats(CharSequence line) {
    if (LOOP.matcher(line).lookingAt()) {
      repeated++;
    }
    if (repeated > 0 && LOOP_END.matcher(line).find()) {
      repeated--;
    }
  }

  private void command(String command, int line) {
    command(command, line, false);
  }

  private void command(String command, int line, boolean conditional) {
    if (command.isEmpty() || command.length() > LONGEST_COMMAND || control(command, line)) {
      return;
    }
    Optional<Boolean> runs = runs();
    if (runs.isPresent() && !runs.get()) {
      skipped.add(line);
      return;
    }
    boolean certain = runs.isPresent();
    boolean once = certain && !conditional && repeated == 0;
    if (command.contains("exit") && ENDS.matcher(command).matches()) {
      goesOn = once ? Optional.of(false) : Optional.empty();
      return;
    }
    if (writes(command, once) || assigns(command, certain)) {
      return;
    }
    if (command.contains(PUBLISHER)) {
      ReleaseCommand.files(command).forEach(file -> released.add(new Made(words.expand(file, variables), line, certain)));
      return;
    }
    if (mayMake(command)) {
      Matcher maker = MADE.matcher(command);
      while (maker.find()) {
        for (int g = 1; g <= maker.groupCount(); g++) {
          if (maker.group(g) != null && isName(maker.group(g))) {
            made.add(new Made(words.expand(maker.group(g), variables), line, certain));
          }
        }
      }
    }
  }

  /// What ends a command, or leads it elsewhere, is no file.
  private static boolean isName(String word) {
    return ";|&<>-".indexOf(word.charAt(0)) < 0;
  }

  private static boolean mayMake(String command) {
    for (String maker : MAKERS) {
      if (command.contains(maker)) {
        return true;
      }
    }
    return false;
  }

  private boolean writes(String command, boolean certain) {
    if (command.contains("::set-output")) {
      Matcher old = WORKFLOW_COMMAND.matcher(command);
      if (old.matches()) {
        Text value = words.expand(old.group(1) + old.group(3), variables);
        set(outputs, old.group(2), value, certain);
        return true;
      }
    }
    if (!command.contains("GITHUB_") || (command.indexOf('>') < 0 && command.indexOf('|') < 0)) {
      return false;
    }
    Matcher toFile = TO_FILE.matcher(command);
    return toFile.matches() && write(toFile, certain);
  }

  private boolean assigns(String command, boolean certain) {
    if (command.indexOf('=') <= 0) {
      return false;
    }
    Matcher assignment = ASSIGNMENT.matcher(command);
    if (assignment.matches() && (!assignment.group(2).contains(" ") || isQuoted(assignment.group(2)))) {
      assign(assignment.group(1), assignment.group(2), certain);
      return true;
    }
    Matcher powershell = POWERSHELL_ASSIGNMENT.matcher(command);
    if (command.startsWith("$") && powershell.matches()) {
      assignPowerShell(powershell.group(1), powershell.group(2).strip(), certain);
      return true;
    }
    return false;
  }

  private static boolean isQuoted(String value) {
    return value.startsWith("\"") || value.startsWith("'") || value.startsWith("$(") || value.startsWith("`");
  }

  /// Where the word `in` follows the subject of a `case`; negative where none does.
  private static int wordIn(String command) {
    int in = command.indexOf(" in", 6);
    while (in >= 0 && in + 3 < command.length() && !Character.isWhitespace(command.charAt(in + 3))) {
      in = command.indexOf(" in", in + 1);
    }
    return in;
  }

  /// `if`, `elif`, `else`, `fi`, `case`, patterns and `esac`.
  private boolean control(String command, int line) {
    if (command.startsWith("if ")) {
      blocks.push(new Block(Optional.empty(), Conditions.holds(condition(command.substring(3)), words, variables)));
      return true;
    }
    int in = command.startsWith("case ") ? wordIn(command) : -1;
    if (in >= 0) {
      String subject = command.substring(5, in).strip();
      blocks.push(new Block(words.expand(subject, variables).exact().or(() -> Optional.of("\uFFFF")), Optional.of(false)));
      String rest = command.substring(in + 3).strip();
      if (!rest.isEmpty()) {
        command(rest, line);
      }
      return true;
    }
    if (blocks.isEmpty()) {
      return false;
    }
    Block block = blocks.peek();
    if (command.equals("fi") || command.equals("esac")) {
      blocks.pop();
      return true;
    }
    if (command.equals("then")) {
      return true;
    }
    if (command.startsWith("then ")) {
      command(command.substring(5).strip(), line);
      return true;
    }
    if (command.equals("else") || command.startsWith("else ") || command.startsWith("elif ")) {
      Optional<Boolean> before = block.here;
      boolean open = before.isEmpty();
      Optional<Boolean> own = command.startsWith("elif ")
          ? Conditions.holds(condition(command.substring(5)), words, variables)
          : Optional.of(true);
      block.here = block.taken ? Optional.of(false) : open ? Optional.empty() : own;
      block.taken |= block.here.orElse(false);
      if (command.startsWith("else ")) {
        command(command.substring(5).strip(), line);
      }
      return true;
    }
    return block.subject.isPresent() && branch(block, command, line);
  }

  private static String condition(String text) {
    String condition = text.strip();
    return condition.endsWith("then") ? condition.substring(0, condition.length() - 4).strip() : condition;
  }

  /// `pattern|pattern) command ;;`
  private boolean branch(Block block, String command, int line) {
    if (command.equals(";;")) {
      block.here = Optional.of(false);
      return true;
    }
    Matcher head = BRANCH.matcher(command);
    if (!head.matches()) {
      return false;
    }
    String subject = block.subject.orElse("");
    if (subject.equals("\uFFFF")) {
      block.here = Optional.empty();
    } else {
      boolean match = false;
      for (String pattern : head.group(1).split("\\|")) {
        match |= Conditions.globMatches(pattern.strip().replace("\"", "").replace("'", ""), subject);
      }
      block.here = Optional.of(match && !block.taken);
      block.taken |= match;
    }
    String rest = head.group(2).strip();
    int end = rest.indexOf(";;");
    String body = end < 0 ? rest : rest.substring(0, end).strip();
    for (ScriptLines.Command part : ScriptLines.commands(body)) {
      command(part.text(), line, part.conditional());
    }
    if (end >= 0) {
      block.here = Optional.of(false);
      String next = rest.substring(end + 2).strip();
      if (!next.isEmpty()) {
        command(next, line);
      }
    }
    return true;
  }

  /// Whether the current command runs: every open block has to.
  private Optional<Boolean> runs() {
    if (goesOn.filter(g -> !g).isPresent()) {
      return goesOn;
    }
    boolean open = goesOn.isEmpty();
    for (Block block : blocks) {
      if (block.here.isPresent() && !block.here.get()) {
        return block.here;
      }
      open |= block.here.isEmpty();
    }
    return open ? Optional.empty() : Optional.of(true);
  }

  private void assign(String name, String value, boolean certain) {
    set(variables, name, words.expand(value, variables), certain);
  }

  private void assignPowerShell(String name, String value, boolean certain) {
    set(variables, name, powerShell(value), certain);
  }

  private Text powerShell(String value) {
    Matcher choice = POWERSHELL_IF.matcher(value);
    if (choice.matches()) {
      Optional<Boolean> holds = Conditions.holds(choice.group(1), words, variables);
      return holds.isEmpty()
          ? Text.hole("$(…)", "the script decides it")
          : powerShell((holds.get() ? choice.group(2) : choice.group(3)).strip());
    }
    Matcher replace = POWERSHELL_REPLACE.matcher(value);
    if (replace.matches()) {
      Text subject = words.expand(replace.group(1), variables);
      String with = replace.group(3) == null ? "" : replace.group(3);
      return subject.exact().isEmpty()
          ? subject
          : Text.of(subject.exact().get().startsWith(replace.group(2))
              ? with + subject.exact().get().substring(replace.group(2).length())
              : subject.exact().get());
    }
    return value.startsWith("\"") || value.startsWith("'") || value.startsWith("$")
        ? words.expand(value, variables)
        : Text.hole("$(…)", "a command in the script computes it");
  }

  /// `echo "K=V" >> $GITHUB_ENV`; false when the file is another.
  private boolean write(Matcher command, boolean certain) {
    String file = command.group(4);
    Map<String, Text> into = file.contains("GITHUB_ENV") ? environment : file.contains("GITHUB_OUTPUT") ? outputs : null;
    if (into == null) {
      return false;
    }
    String text = command.group(3);
    Matcher key = KEY.matcher(text);
    if (key.lookingAt()) {
      boolean formatted = command.group(1).equals("printf") || command.group(2).contains("e");
      boolean plain = !formatted || (text.indexOf('%') < 0 && text.indexOf('\\') < 0);
      Text value = plain
          ? words.expand(key.group(1) + text.substring(key.end()), variables)
          : Text.hole("$" + key.group(2), "the script formats it");
      set(into, key.group(2), value, certain);
    }
    return true;
  }

  /// An assignment nobody knows to happen leaves a hole, unless it changes nothing.
  private static void set(Map<String, Text> into, String name, Text value, boolean certain) {
    Text before = into.get(name);
    into.put(name, certain || value.equals(before) ? value : Text.hole("$" + name, "the script decides it"));
  }
}
