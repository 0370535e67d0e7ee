package dev.slipway.rehearsal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Follows the scripts of the sample workflows: variables, branches, loops and folders; the files are for [FileCommands].
///
/// It is no shell: it knows the commands that build, pack, collect and hash, with the arguments that the workflow
/// file gives them, so that names and places come from there. What it does not know changes no file.
final class Shell {
  private static final Pattern COUNT = Pattern.compile("test \"\\$\\(ls (\\S+) \\| wc -l\\)\" -eq (\\d+)");
  private static final Pattern CHOICE =
      Pattern.compile("if \\[ \"\\$(\\w+)\" = (\\w+) ]; then (\\w+)=(\\S+); fi");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\\S*)");
  private static final Pattern OUTPUT = Pattern.compile("echo \"(\\w+)=(\\w+)\" >> \"\\$GITHUB_OUTPUT\"");
  private static final Pattern LOOP = Pattern.compile("for \\w+ in (\\S+); do");

  private final FileCommands commands;
  private final BooleanSupplier published;

  /// @param published whether the release that the run is for is public
  Shell(FileCommands commands, BooleanSupplier published) {
    this.commands = commands;
    this.published = published;
  }

  /// Runs a script and tells the outputs it sets.
  ///
  /// @param variables the environment
  /// @param folder    where it starts; empty for the root of the workspace
  Map<String, String> run(String script, Map<String, String> environment, String folder)
      throws StepFailed, IOException {
    Map<String, String> variables = new HashMap<>(environment);
    String at = folder;
    String loop = "";
    Deque<Boolean> branches = new ArrayDeque<>();
    for (String line : script.replaceAll("\\\\\\n\\s*", " ").lines().toList()) {
      if (branch(line.strip(), branches, variables) || branches.contains(false)) {
        continue;
      }
      Matcher count = COUNT.matcher(line.strip());
      if (count.matches()) {
        commands.expect(FileCommands.path(at, count.group(1)), Integer.parseInt(count.group(2)));
        continue;
      }
      Matcher choice = CHOICE.matcher(line.strip());
      if (choice.matches()) {
        if (variables.getOrDefault(choice.group(1), "").equals(choice.group(2))) {
          variables.put(choice.group(3), choice.group(4));
        }
        continue;
      }
      for (String part : line.split("&&|;(?! *do\\b)")) {
        String command = part.strip();
        Matcher start = LOOP.matcher(command);
        Matcher assignment = ASSIGNMENT.matcher(command);
        if (assignment.matches()) {
          variables.put(assignment.group(1), String.join("", ShellWords.of(assignment.group(2), variables)));
        } else if (start.matches()) {
          loop = FileCommands.path(at, start.group(1));
        } else if (command.equals("done")) {
          loop = "";
        } else if (command.startsWith("cd ")) {
          at = FileCommands.path(at, ShellWords.of(command, variables).get(1));
        } else {
          commands.run(command, ShellWords.of(command, variables), variables, at, loop);
        }
      }
    }
    Matcher output = OUTPUT.matcher(script);
    return script.contains("gh release view") && published.getAsBoolean() && output.find()
        ? Map.of(output.group(1), output.group(2))
        : Map.of();
  }

  /// Follows `if`, `else` and `fi` that stand on lines of their own; tells whether the line is one of them.
  /// A condition that compares no texts counts as true.
  private static boolean branch(String line, Deque<Boolean> branches, Map<String, String> variables) {
    if (line.startsWith("if ") && line.endsWith("then")) {
      List<String> words = ShellWords.of(line, variables);
      branches.push(words.indexOf("=") != 3 || words.get(2).equals(words.get(4)));
      return true;
    }
    if (line.equals("else") && !branches.isEmpty()) {
      branches.push(!branches.pop());
      return true;
    }
    if (line.equals("fi") && !branches.isEmpty()) {
      branches.pop();
      return true;
    }
    return false;
  }
}
