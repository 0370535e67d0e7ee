package dev.slipway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the build laid out runs as it lies there.
class LayoutTest {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  @TempDir private Path temporary;
  private Path home;

  @BeforeEach
  void find() {
    home = Path.of(System.getProperty("slipway.home", "target/slipway")).toAbsolutePath();
    assumeTrue(Files.exists(home.resolve("lib/slipway.jar")), "skipped: the build makes what is tested here");
  }

  @Test
  void saysItsVersionAndNothingElse() throws Exception {
    Ran ran = run("--version");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).matches("slipway \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aWordItDoesNotKnowIsWrongUse() throws Exception {
    Ran ran = run("no-such-command");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("slipway: ");
  }

  @Test
  void commandsNeedNoJavaFx() throws Exception {
    Ran ran = run("verify", "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("slipway verify");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void everyJarOfTheClassPathLiesBesideIt() throws Exception {
    try (var jar = new JarFile(home.resolve("lib/slipway.jar").toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
      assertThat(Stream.of(classPath.split(" ")).filter(name -> !name.startsWith("javafx-")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(home.resolve("lib").resolve(name)).exists());
    }
  }

  @Test
  void onlyJavaFxLiesOnTheModulePath() throws Exception {
    try (Stream<Path> jars = Files.list(home.resolve("lib/javafx"))) {
      assertThat(jars).isNotEmpty().allSatisfy(jar -> assertThat(jar.getFileName().toString()).startsWith("javafx-"));
    }
  }

  /// What an AOT cache passes over, its users load and verify at every start.
  @Test
  void noJarIsOneThatAnAotCachePassesOver() throws Exception {
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      assertThat(jars.filter(path -> path.toString().endsWith(".jar"))).isNotEmpty().allSatisfy(LayoutTest::isCacheable);
    }
  }

  private static void isCacheable(Path file) throws Exception {
    try (var jar = new JarFile(file.toFile(), false)) {
      assertThat(jar.stream().map(JarEntry::getName)).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
      for (JarEntry entry : jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList()) {
        byte[] head = jar.getInputStream(entry).readNBytes(8);
        assertThat((head[6] & 0xff) << 8 | head[7] & 0xff).as(entry.getName()).isGreaterThanOrEqualTo(50);
      }
    }
  }

  @Test
  void aCommandTakesTheLibrariesFromItsCache() throws Exception {
    Path log = temporary.resolve("classes");
    Path history = Path.of("packaging/training/history.git").toAbsolutePath();
    Ran ran = run(Map.of("SLIPWAY_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + log), "changelog", "--repo", history.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("(#371)");
    assertThat(Files.readAllLines(log)).anyMatch(line -> line.contains(" org.eclipse.jgit.lib.Repository source: "));
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.matches(".*source: file:.*(jgit|picocli).*"))
        .isEmpty();
  }

  /// Containers often have no locale; Java reads names of files by it.
  @Test
  void namesOfFilesNeedNoLocale() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: only there names of files depend on the locale");
    Path folder = Files.createDirectory(temporary.resolve("release"));
    var builder = new ProcessBuilder("sh", "-c", "printf hi > \"$(printf 'caf\\303\\251')\" && sha256sum caf* > SHA256SUMS");
    assertThat(builder.directory(folder.toFile()).start().waitFor()).isZero();

    Ran ran = run(Map.of("LC_ALL", "C"), "verify", folder.toString());

    assertThat(ran.out()).as(ran.err()).endsWith("\nPassed.\n").contains("caf\u00e9");
    assertThat(ran.code()).isZero();
  }

  @Test
  void whoInterruptsARehearsalLeavesNothingBehind() throws Exception {
    assumeTrue(!WINDOWS, "skipped: Windows ends a process without telling it");
    Path temporaries = Files.createDirectory(temporary.resolve("temporaries"));
    var builder = new ProcessBuilder(home.resolve("bin/slipway").toString(), "rehearse", "meshc", "--serve");
    builder.environment().put("SLIPWAY_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SLIPWAY_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporaries);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).contains("answers until Ctrl C");
      assertThat(temporaries).isNotEmptyDirectory();
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("as a terminated process ends").isEqualTo(143);
    assertThat(temporaries).isEmptyDirectory();
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Ran run(Map<String, String> environment, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(home.resolve(WINDOWS ? "bin/slipway.cmd" : "bin/slipway").toString());
    command.addAll(List.of(arguments));
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SLIPWAY_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
