package dev.slipway.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Does what the scripts of the sample workflows do to files.
///
/// It is no shell: it knows the commands that build, pack, collect and hash, with the arguments that the workflow
/// file gives them, so that names and places come from there. What it does not know changes no file.
final class Shell {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?:#(\\w+))?}|(\\w+))");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern COUNT = Pattern.compile("test \"\\$\\(ls (\\S+) \\| wc -l\\)\" -eq (\\d+)");
  private static final Pattern CHOICE =
      Pattern.compile("if \\[ \"\\$(\\w+)\" = (\\w+) ]; then (\\w+)=(\\S+); fi");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\\S*)");
  private static final Pattern OUTPUT = Pattern.compile("echo \"(\\w+)=(\\w+)\" >> \"\\$GITHUB_OUTPUT\"");
  private static final Pattern LOOP = Pattern.compile("for \\w+ in (\\S+); do");

  private final Shelf shelf;
  private final Build build;
  private final Fault fault;
  private final Instant time;
  private final Workspace workspace;
  private final BooleanSupplier published;

  /// @param time      the time that members of archives get
  /// @param published whether the release that the run is for is public
  Shell(
      Shelf shelf, Build build, Fault fault, Instant time, Workspace workspace, BooleanSupplier published) {
    this.published = published;
    this.shelf = shelf;
    this.build = build;
    this.fault = fault;
    this.time = time;
    this.workspace = workspace;
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
        expect(path(at, count.group(1)), Integer.parseInt(count.group(2)));
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
          variables.put(assignment.group(1), String.join("", words(assignment.group(2), variables)));
        } else if (start.matches()) {
          loop = path(at, start.group(1));
        } else if (command.equals("done")) {
          loop = "";
        } else if (command.startsWith("cd ")) {
          at = path(at, words(command, variables).get(1));
        } else {
          run(command, words(command, variables), variables, at, loop);
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
      List<String> words = words(line, variables);
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

  private void run(String command, List<String> words, Map<String, String> variables, String at, String loop)
      throws StepFailed, IOException {
    if (words.isEmpty()) {
      return;
    }
    switch (words.getFirst()) {
      case "cargo", "cross" -> {
        if (words.size() > 1 && words.get(1).equals("build")) {
          int profile = words.indexOf("--profile");
          int target = words.indexOf("--target");
          if (target > 0) {
            build.run(
                words.get(target + 1),
                variables.getOrDefault("VERSION", "dev").replaceFirst("^v", ""),
                profile > 0 ? words.get(profile + 1) : "release",
                workspace);
          }
        }
      }
      case "tar" -> tar(words, at);
      case "7z" -> zip(path(at, words.get(3)), words.subList(4, words.size()), at);
      case "Compress-Archive" -> zip(path(at, words.get(4)), List.of(words.get(2)), at);
      case "cp" -> copy(words.subList(1, words.size()), at);
      case "mv" -> move(loop.isEmpty() ? path(at, words.get(1)) : loop, path(at, words.getLast()));
      case "wasm-opt" -> optimize(words, at);
      case "gzip" -> gzip(words, at);
      case "sha256sum" -> sums(command, words, at);
      default -> {}
    }
  }

  private void tar(List<String> words, String at) throws StepFailed, IOException {
    int change = words.indexOf("-C");
    String from = change < 0 ? at : path(at, words.get(change + 1));
    List<Packing.Member> members = new ArrayList<>();
    for (String name : words.subList(change < 0 ? 3 : change + 2, words.size())) {
      members.add(member(name, path(from, name)));
    }
    workspace.put(path(at, words.get(2)), Packing.tarGz(shelf, members, time), false);
  }

  private void zip(String archive, List<String> names, String at) throws StepFailed, IOException {
    List<Packing.Member> members = new ArrayList<>();
    for (String name : names) {
      List<String> found = workspace.matching(path(at, name));
      if (found.isEmpty()) {
        throw new StepFailed("ERROR: " + name + ": there is no such file");
      }
      for (String file : found) {
        members.add(member(file.substring(file.lastIndexOf('/') + 1), file));
      }
    }
    workspace.put(archive, Packing.zip(shelf, members, time), false);
  }

  private void copy(List<String> words, String at) throws StepFailed {
    String to = path(at, words.getLast());
    boolean intoFolder = words.getLast().endsWith("/") || words.size() > 2;
    for (String name : words.subList(0, words.size() - 1)) {
      String from = path(at, name);
      Workspace.Item item = item(from);
      workspace.put(
          intoFolder ? to + "/" + from.substring(from.lastIndexOf('/') + 1) : to, item.file(), item.executable());
    }
  }

  /// Moves what a pattern matches into a folder, nothing over another.
  private void move(String pattern, String folder) throws StepFailed {
    for (String path : workspace.matching(pattern)) {
      String to = folder + "/" + path.substring(path.lastIndexOf('/') + 1);
      if (workspace.file(to).isPresent()) {
        throw new StepFailed("Error: Process completed with exit code 1.");
      }
      Workspace.Item item = item(path);
      workspace.remove(path);
      workspace.put(to, item.file(), item.executable());
    }
  }

  private void optimize(List<String> words, String at) throws StepFailed {
    int out = words.indexOf("-o");
    Workspace.Item item = item(path(at, words.getLast()));
    workspace.put(path(at, words.get(out + 1)), item.file(), false);
  }

  private void gzip(List<String> words, String at) throws StepFailed, IOException {
    for (String name : words.subList(1, words.size())) {
      if (name.equals(">")) {
        return;
      }
      if (!name.startsWith("-")) {
        String path = path(at, name);
        workspace.put(path + ".gz", Packing.gzip(shelf, item(path).file()), false);
      }
    }
  }

  /// Writes what `sha256sum` prints into the file it is sent to.
  private void sums(String command, List<String> words, String at) throws StepFailed, IOException {
    int to = words.indexOf(">");
    if (to < 0) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (String pattern : words.subList(1, to)) {
      if (pattern.startsWith("-")) {
        continue;
      }
      List<String> found = workspace.matching(path(at, pattern));
      if (found.isEmpty()) {
        throw new StepFailed("sha256sum: '" + pattern + "': No such file or directory");
      }
      for (String file : found) {
        String name = at.isEmpty() ? file : file.substring(at.length() + 1);
        lines.add(item(file).file().sha256() + "  " + name + "\n");
      }
    }
    if (fault == Fault.WRONG_CHECKSUM && lines.size() > 1) {
      String wrong = lines.get(1);
      lines.set(1, History.sha1(wrong) + wrong.substring(0, 24) + wrong.substring(64));
    }
    byte[] text = lines.stream().collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    workspace.put(path(at, words.get(to + 1)), shelf.keep(out -> out.write(text)), false);
  }

  private void expect(String folder, int count) throws StepFailed {
    int there = workspace.matching(folder).size();
    if (there != count) {
      throw new StepFailed(
          "test: %d files in %s, not %d%nError: Process completed with exit code 1.".formatted(there, folder, count));
    }
  }

  private Packing.Member member(String name, String path) throws StepFailed {
    Workspace.Item item = item(path);
    return new Packing.Member(name, item.file(), item.executable());
  }

  private Workspace.Item item(String path) throws StepFailed {
    return workspace.file(path).orElseThrow(() -> new StepFailed(path + ": No such file or directory"));
  }

  /// A text file of the job.
  static String text(Shelf.Stored file) throws IOException {
    return Files.readString(file.path());
  }

  private static String path(String at, String name) {
    return Workspace.normal(at.isEmpty() ? name : at + "/" + name);
  }

  /// The words of a command with its variables put in.
  static List<String> words(String command, Map<String, String> variables) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      if (matcher.group(2) != null) {
        words.add(matcher.group(2));
      } else {
        words.add(expanded(matcher.group(1) != null ? matcher.group(1) : matcher.group(3).replace("\"", ""), variables));
      }
    }
    return words;
  }

  private static String expanded(String word, Map<String, String> variables) {
    return VARIABLE
        .matcher(word)
        .replaceAll(
            found -> {
              String name = found.group(1) != null ? found.group(1) : found.group(3);
              String value = variables.getOrDefault(name, "");
              String prefix = found.group(2) == null ? "" : found.group(2);
              return Matcher.quoteReplacement(value.startsWith(prefix) ? value.substring(prefix.length()) : value);
            });
  }
}
