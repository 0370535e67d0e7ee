package dev.slipway.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The commands of the sample workflows that build, pack, collect and hash files, with the arguments the workflow file gives them.
final class FileCommands {
  private final Shelf shelf;
  private final Build build;
  private final Fault fault;
  private final Instant time;
  private final Workspace workspace;

  /// @param time the time that members of archives get
  FileCommands(Shelf shelf, Build build, Fault fault, Instant time, Workspace workspace) {
    this.shelf = shelf;
    this.build = build;
    this.fault = fault;
    this.time = time;
    this.workspace = workspace;
  }

  /// Does one command; what is not known changes no file.
  ///
  /// @param at   the folder it is done in
  /// @param loop the pattern of the loop around it; empty outside of loops
  void run(String command, List<String> words, Map<String, String> variables, String at, String loop)
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

  /// Fails the step unless a folder holds so many files.
  void expect(String folder, int count) throws StepFailed {
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

  static String path(String at, String name) {
    return Workspace.normal(at.isEmpty() ? name : at + "/" + name);
  }
}
