package dev.slipway.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What other people's programs find in archives: those that are installed.
final class Unpackers {
  private static final String LINK = "link";

  private final Path folder;
  private final Optional<Path> go;

  /// What one program found: names and digests, a link by that word; or that it refused.
  record Answer(boolean refused, SortedMap<String, String> members) {}

  private Unpackers(Path folder, Optional<Path> go) {
    this.folder = folder;
    this.go = go;
  }

  /// The programs, and a place for what they unpack.
  static Unpackers in(Path folder) throws Exception {
    return new Unpackers(folder, Optional.empty());
  }

  /// The same, with Go's readers too, which have to be built first.
  static Unpackers withGo(Path folder) throws Exception {
    if (!isThere("go")) {
      return new Unpackers(folder, Optional.empty());
    }
    Path source = Files.copy(resource(folder, "list.go"), folder.resolve("main.go"));
    Path program = folder.resolve("list-go");
    Process build =
        new ProcessBuilder("go", "build", "-o", program.toString(), source.toString()).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(folder.resolve("go.log").toFile()).start();
    if (!build.waitFor(120, TimeUnit.SECONDS) || build.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("go.log")));
    }
    return new Unpackers(folder, Optional.of(program));
  }

  static boolean isThere(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).anyMatch(at -> Files.isExecutable(Path.of(at, program)));
  }

  /// The programs there are, by what they are called in reports.
  List<String> names() {
    List<String> names = new ArrayList<>();
    Stream.of("tar", "unzip", "python3").filter(Unpackers::isThere).forEach(names::add);
    go.ifPresent(_ -> names.add("go"));
    return names;
  }

  /// What each program finds in each archive; nothing where it does not read that kind.
  Map<Path, Map<String, Answer>> look(List<Path> archives) throws Exception {
    Map<Path, Map<String, Answer>> all = new HashMap<>();
    archives.forEach(archive -> all.put(archive, new TreeMap<>()));
    if (isThere("python3")) {
      listed(List.of("python3", resource(folder, "list.py").toString()), archives.stream().filter(it -> !it.toString().endsWith(".zst")).toList())
          .forEach((archive, answer) -> Objects.requireNonNull(all.get(archive)).put("python3", answer));
    }
    if (go.isPresent()) {
      listed(List.of(go.get().toString()), archives.stream().filter(it -> !it.toString().matches(".*\\.(zst|xz)")).toList())
          .forEach((archive, answer) -> Objects.requireNonNull(all.get(archive)).put("go", answer));
    }
    for (Path archive : archives) {
      boolean zip = archive.toString().endsWith(".zip");
      String program = zip ? "unzip" : "tar";
      if (isThere(program)) {
        List<String> command = zip ? List.of("unzip", "-o", "-q", archive.toString()) : List.of("tar", "xf", archive.toString());
        Objects.requireNonNull(all.get(archive)).put(program, unpacked(command));
      }
    }
    return all;
  }

  private Answer unpacked(List<String> command) throws Exception {
    Path into = Files.createTempDirectory(folder, "unpacked");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(into.toFile()).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.redirectInput(Path.of("/dev/null").toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Answer(true, new TreeMap<>());
      }
      SortedMap<String, String> members = new TreeMap<>();
      try (Stream<Path> files = Files.walk(into)) {
        for (Path file : files.toList()) {
          String name = into.relativize(file).toString();
          if (Files.isSymbolicLink(file)) {
            members.put(name, LINK);
          } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            members.put(name, Files.isReadable(file) ? sha256(Files.readAllBytes(file)) : "unreadable");
          }
        }
      }
      return new Answer(process.exitValue() != 0, members);
    } finally {
      new ProcessBuilder("rm", "-rf", into.toString()).start().waitFor();
    }
  }

  private Map<Path, Answer> listed(List<String> command, List<Path> archives) throws Exception {
    Path questions = Files.createTempFile(folder, "questions", ".txt");
    Path answers = Files.createTempFile(folder, "answers", ".txt");
    Files.write(questions, archives.stream().map(Path::toString).toList());
    Process process =
        new ProcessBuilder(command).redirectInput(questions.toFile()).redirectOutput(answers.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " does not end");
    }
    Map<Path, Answer> found = new HashMap<>();
    SortedMap<String, String> members = new TreeMap<>();
    Path at = folder;
    for (String line : new String(Files.readAllBytes(answers), StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith("@")) {
        members = new TreeMap<>();
        at = Path.of(line.substring(1));
        found.put(at, new Answer(false, members));
      } else if (line.startsWith("!")) {
        found.put(at, new Answer(true, members));
      } else if (line.startsWith("F\t") || line.startsWith("L\t")) {
        String[] parts = line.split("\t", -1);
        members.put(plain(parts[1]), parts[0].equals("L") ? LINK : parts[2]);
      }
    }
    return found;
  }

  /// A name as file systems have it.
  static String plain(String name) {
    return name.isEmpty() ? name : Path.of(name).normalize().toString();
  }

  static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Path resource(Path folder, String name) throws IOException {
    Path copy = folder.resolve(name);
    if (!Files.exists(copy)) {
      try (var in = Objects.requireNonNull(Unpackers.class.getResourceAsStream(name), name)) {
        Files.copy(in, copy);
      }
    }
    return copy;
  }
}
