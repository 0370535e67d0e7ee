import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Makes the app image and the package of this system from `target/slipway`, with the tools of the JDK that runs it:
/// a runtime image of JDK and JavaFX modules, our jars on the class path beside it, an AOT cache trained on them.
/// `mvn -Pinstaller package` runs it; `jlink/` and `packaging/` say what the tools are told.
class Installer {
  private static final String APP = "slipway";

  private final Path target;
  private final String version;
  private final Path work;
  private final Path jars;
  private final Path javafx;
  private final Path runtime;

  Installer(Path target, String version) {
    this.target = target;
    this.version = version;
    work = target.resolve("installer");
    jars = work.resolve("jars");
    javafx = target.resolve("slipway/lib/javafx");
    runtime = work.resolve("runtime");
  }

  public static void main(String[] args) throws Exception {
    try {
      new Installer(Path.of(args[0]), args[1]).make();
    } catch (Failure e) {
      System.err.println("installer: " + e.getMessage());
      System.exit(1);
    }
  }

  private void make() throws Exception {
    delete(work);
    copyJars();
    compareModules();
    linkRuntime();
    Path image = makeImage();
    trainAotCache(image);
    Path made = makePackage(image);
    System.out.println("installer: " + image);
    System.out.println("installer: " + made + ", " + Files.size(made) / 1_000_000 + " MB");
  }

  /// Copies what our manifest names and nothing that an earlier build left beside it. JavaFX goes into the runtime.
  private void copyJars() throws IOException {
    Path lib = target.resolve("slipway/lib");
    Files.createDirectories(jars);
    var names = new ArrayList<String>(List.of("slipway.jar"));
    try (var ours = new JarFile(lib.resolve("slipway.jar").toFile())) {
      names.addAll(List.of(ours.getManifest().getMainAttributes().getValue("Class-Path").split(" ")));
    }
    for (String name : names) {
      if (!name.startsWith("javafx-")) {
        Files.copy(lib.resolve(name), jars.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /// A module that our jars need but the image lacks would show only when a user reaches the code that needs it.
  private void compareModules() throws IOException {
    var command = new ArrayList<>(List.of(
        "--multi-release", "25", "--ignore-missing-deps", "--print-module-deps", "--module-path", javafx.toString(),
        "--add-modules", "javafx.controls"));
    try (Stream<Path> files = Files.list(jars)) {
      files.sorted().map(Path::toString).forEach(command::add);
    }
    Set<String> missing = new TreeSet<>();
    for (String line : run("jdeps", command).split("\n")) {
      if (line.startsWith("java.base")) {
        missing.addAll(List.of(line.strip().split(",")));
      }
    }
    if (missing.isEmpty()) {
      throw new Failure("jdeps did not say which modules the jars need.");
    }
    missing.removeAll(lines(Path.of("jlink/modules.txt")));
    if (!missing.isEmpty()) {
      throw new Failure("our jars need " + missing + "; add what is missing to jlink/modules.txt.");
    }
  }

  private void linkRuntime() throws IOException {
    var command = new ArrayList<String>();
    words("jlink/options.txt").forEach(command::add);
    command.addAll(List.of("--module-path", javafx.toString()));
    command.addAll(List.of("--add-modules", String.join(",", lines(Path.of("jlink/modules.txt")))));
    command.addAll(List.of("--output", runtime.toString()));
    run("jlink", command);
    // JavaFX looks for its native libraries where those of the JDK lie.
    Path libraries = runtime.resolve(system().equals("windows") ? "bin" : "lib");
    try (Stream<Path> files = Files.list(javafx)) {
      for (Path file : files.sorted().toList()) {
        copyLibraries(file, libraries);
      }
    }
  }

  private static void copyLibraries(Path jar, Path folder) throws IOException {
    try (var open = new JarFile(jar.toFile())) {
      for (JarEntry entry : open.stream().toList()) {
        String name = entry.getName();
        if (name.indexOf('/') < 0 && name.matches(".*\\.(so|dylib|dll)")) {
          try (var bytes = open.getInputStream(entry)) {
            Files.copy(bytes, folder.resolve(name));
          }
        }
      }
    }
  }

  private Path makeImage() throws IOException {
    var command = new ArrayList<String>(List.of("--type", "app-image"));
    words("packaging/common.txt").forEach(command::add);
    words("packaging/" + system() + "/image.txt").forEach(command::add);
    for (String option : lines(Path.of("packaging/java-options.txt"))) {
      command.addAll(List.of("--java-options", option));
    }
    command.addAll(List.of("--java-options", "-XX:AOTCache=$APPDIR/slipway.aot"));
    command.addAll(List.of("--app-version", version, "--input", jars.toString()));
    command.addAll(List.of("--runtime-image", runtime.toString(), "--dest", work.toString()));
    run("jpackage", command);
    return work.resolve(system().equals("macos") ? APP + ".app" : APP);
  }

  /// Runs the program once with the runtime, the options and the class path of the image, and keeps what the virtual
  /// machine learnt. The cache holds for exactly these, and for no other build of the JDK.
  private void trainAotCache(Path image) throws IOException, InterruptedException {
    Path app = switch (system()) {
      case "linux" -> image.resolve("lib/app");
      case "macos" -> image.resolve("Contents/app");
      default -> image.resolve("app");
    };
    var classPath = new ArrayList<String>();
    for (String line : Files.readAllLines(app.resolve(APP + ".cfg"))) {
      if (line.startsWith("app.classpath=")) {
        classPath.add(line.substring("app.classpath=".length()).replace("$APPDIR", app.toString()));
      }
    }
    Path cache = app.resolve("slipway.aot");
    var command = new ArrayList<>(List.of(runtime.resolve("bin/java").toString(), "-XX:AOTCacheOutput=" + cache));
    command.addAll(lines(Path.of("packaging/java-options.txt")));
    command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
    command.addAll(List.of("-classpath", String.join(java.io.File.pathSeparator, classPath)));
    command.add("dev.slipway.Slipway");
    for (String word : words("packaging/training.txt")) {
      command.add(word.replace("$WORK", work.toString()));
    }
    Path log = work.resolve("training.log");
    int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (code != 0 || !Files.exists(cache)) {
      throw new Failure("training the AOT cache ended with " + code + "; " + log + " says why.");
    }
  }

  private Path makePackage(Path image) throws IOException {
    var command = new ArrayList<String>();
    words("packaging/common.txt").forEach(command::add);
    // These belong to the image, which is made by now.
    for (String option : List.of("--main-jar", "--main-class")) {
      int at = command.indexOf(option);
      command.subList(at, at + 2).clear();
    }
    words("packaging/" + system() + "/package.txt").forEach(command::add);
    command.addAll(List.of("--app-image", image.toString(), "--app-version", version, "--dest", work.toString()));
    run("jpackage", command);
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(file -> file.toString().matches(".*\\.(deb|rpm|msi|exe|dmg|pkg)")).findFirst()
          .orElseThrow(() -> new Failure("jpackage made no package in " + work + "."));
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : "linux";
  }

  /// Runs a tool of this JDK and returns what it printed.
  private static String run(String tool, List<String> arguments) {
    var said = new StringWriter();
    var out = new PrintWriter(said);
    int code = ToolProvider.findFirst(tool).orElseThrow(() -> new Failure("this JDK has no " + tool + "."))
        .run(out, out, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new Failure(tool + " ended with " + code + ":\n" + said);
    }
    return said.toString();
  }

  /// The lines of a file without comments and empty ones.
  private static List<String> lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }
  }

  /// The words of those lines: an option and, after the first blank, its value, which may be quoted.
  private static List<String> words(String file) throws IOException {
    var words = new ArrayList<String>();
    for (String line : lines(Path.of(file))) {
      String[] parts = line.split(" +", 2);
      words.add(parts[0]);
      if (parts.length == 2) {
        words.add(parts[1].replaceAll("^\"(.*)\"$", "$1"));
      }
    }
    return words;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  /// Something that the person who builds has to know and can mend.
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }
}
