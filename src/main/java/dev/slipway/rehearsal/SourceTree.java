package dev.slipway.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// The files of a sample repository at one commit.
///
/// They lie beside this class under `NAME/TREE/`, listed in `NAME/TREE/index.txt` as `path = resource`;
/// `{{version}}` stands for the version of the commit.
final class SourceTree {
  private final SequencedMap<String, String> files;

  private SourceTree(SequencedMap<String, String> files) {
    this.files = files;
  }

  static SourceTree of(Project project, History.Made commit) {
    String folder = project.cliName() + "/" + commit.tree() + "/";
    SequencedMap<String, String> files = new LinkedHashMap<>();
    for (String line : resource(folder + "index.txt").lines().filter(line -> !line.isBlank()).toList()) {
      String[] pair = line.split(" = ", 2);
      files.put(pair[0], resource(folder + pair[1]).replace("{{version}}", commit.version()));
    }
    files.putAll(commit.written());
    return new SourceTree(files);
  }

  /// The text of a file; empty when there is none.
  Optional<String> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /// The names of what lies directly in a folder, folders with a slash at the end; empty when there is no such folder.
  List<String> folder(String path) {
    String prefix = path.isEmpty() ? "" : path + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String file : files.keySet()) {
      if (file.startsWith(prefix)) {
        String rest = file.substring(prefix.length());
        int slash = rest.indexOf('/');
        names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
      }
    }
    return new ArrayList<>(names);
  }

  static String resource(String name) {
    try (InputStream in = SourceTree.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lost " + name);
      }
      // A checkout on Windows may have changed the line endings; the repository on the host has its own.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
