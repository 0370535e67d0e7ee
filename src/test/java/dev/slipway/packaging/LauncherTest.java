package dev.slipway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The start script finds a Java that is new enough without starting one, and hands everything on unchanged.
/// The Javas are folders made here: a `release` file and a `bin/java` that prints its name and arguments.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "slipway.cmd is the script of Windows")
class LauncherTest {
  @TempDir private Path temporary;
  private Path home;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(temporary.resolve("a folder/slipway"));
    Files.createDirectories(home.resolve("lib/javafx"));
    Files.createFile(home.resolve("lib/slipway.jar"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("packaging/bin/slipway"), home.resolve("bin/slipway"));
    makeExecutable(home.resolve("bin/slipway"));
  }

  @Test
  void argumentsArriveUntouched() throws Exception {
    Path java = java("chosen", "JAVA_VERSION=\"25.0.3\"");

    Ran ran = start(Map.of("SLIPWAY_JAVA_HOME", java.toString()), "verify", "a b", "", "$HOME", "*", "it's", "--x=\"y\"");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.arguments())
        .containsSubsequence("dev.slipway.Slipway", "verify", "a b", "", "$HOME", "*", "it's", "--x=\"y\"")
        .endsWith("--x=\"y\"");
    assertThat(ran.arguments()).containsSubsequence("-classpath", home.toRealPath().resolve("lib/slipway.jar").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"targets", "audit", "init"})
  void whatReadsWorkflowsIsNotCompiledAtLength(String command) throws Exception {
    Map<String, String> environment = Map.of("SLIPWAY_JAVA_HOME", java("chosen", "JAVA_VERSION=\"25\"").toString());

    assertThat(start(environment, command, ".").arguments()).contains("-XX:TieredStopAtLevel=1");
    assertThat(start(environment, "verify", ".").arguments()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void whatDrawsGetsJavaFxOnTheModulePath() throws Exception {
    Map<String, String> environment = Map.of("SLIPWAY_JAVA_HOME", java("chosen", "JAVA_VERSION=\"25\"").toString());
    String javafx = home.toRealPath().resolve("lib/javafx").toString();

    assertThat(start(environment).arguments()).containsSubsequence("--module-path", javafx).endsWith("dev.slipway.Slipway");
    assertThat(start(environment, "rehearse", "meshc").arguments()).containsSubsequence("--module-path", javafx);
  }

  @Test
  void whatDoesNotDrawStartsWithoutAModulePath() throws Exception {
    Map<String, String> environment = Map.of("SLIPWAY_JAVA_HOME", java("chosen", "JAVA_VERSION=\"25\"").toString());

    assertThat(start(environment, "verify", "rehearse").arguments()).doesNotContain("--module-path");
  }

  @Test
  void theInstalledProgramIsGivenTheSameOptions() throws Exception {
    Ran ran = start(Map.of("SLIPWAY_JAVA_HOME", java("chosen", "JAVA_VERSION=\"25\"").toString()));

    assertThat(Files.readAllLines(Path.of("packaging/java-options.txt")).stream().filter(line -> line.startsWith("-")))
        .hasSizeGreaterThan(5)
        .isSubsetOf(ran.arguments());
  }

  @Test
  void theVirtualMachineIsToldToSpeakOnStandardErrorOnly() throws Exception {
    Path java = java("chosen", "JAVA_VERSION=\"25.0.3\"");

    Ran ran = start(Map.of("SLIPWAY_JAVA_HOME", java.toString()), "verify");

    assertThat(ran.arguments()).containsSubsequence("-Xlog:disable", "-Xlog:all=warning:stderr");
    assertThat(ran.arguments()).contains("-XX:CompileCommand=quiet");
  }

  @Test
  void optionsForTheVirtualMachineAreAdded() throws Exception {
    Path java = java("chosen", "JAVA_VERSION=\"25.0.3\"");

    Ran ran = start(
        Map.of("SLIPWAY_JAVA_HOME", java.toString(), "SLIPWAY_JAVA_OPTIONS", "-Xmx128m -Dx=y"), "verify");

    assertThat(ran.arguments()).containsSubsequence("-Xmx128m", "-Dx=y", "dev.slipway.Slipway");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "JAVA_VERSION=\"25\"", "JAVA_VERSION=\"25-ea\"", "JAVA_VERSION=25.0.1", "JAVA_VERSION=\"26.0.1\"",
    "IMPLEMENTOR=\"X\"\nJAVA_RUNTIME_VERSION=\"17\"\nJAVA_VERSION=\"100.1\"\nOS_ARCH=\"x86_64\"\n"
  })
  void newEnough(String release) throws Exception {
    Path java = java("chosen", release);

    assertThat(start(Map.of("SLIPWAY_JAVA_HOME", java.toString())).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "JAVA_VERSION=\"17.0.15\"", "JAVA_VERSION=\"24.0.2\"", "JAVA_VERSION=\"1.8.0_452\"", "JAVA_VERSION=\"\"",
    "JAVA_VERSION=\"unknown\"", "", "JAVA_RUNTIME_VERSION=\"25.0.3\""
  })
  void aJavaThatWasAskedForButIsTooOldIsNamed(String release) throws Exception {
    Path java = java("old", release);

    Ran ran = start(Map.of("SLIPWAY_JAVA_HOME", java.toString()), "verify");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .containsExactly(
            "slipway: SLIPWAY_JAVA_HOME is " + java + ", which is no Java 25 or newer; correct it or unset it.");
  }

  @Test
  void theRuntimeBesideItGoesFirstAndAnOldJavaHomeIsPassedOver() throws Exception {
    Path old = java("old", "JAVA_VERSION=\"17.0.15\"");
    Files.createDirectories(home.resolve("runtime"));
    javaAt(home.resolve("runtime"), "JAVA_VERSION=\"25.0.3\"");

    Ran ran = start(Map.of("JAVA_HOME", old.toString()), "verify");

    assertThat(ran.started()).isEqualTo(home.toRealPath().resolve("runtime/bin/java").toString());
  }

  @Test
  void javaHomeIsUsedWhereItIsNewEnough() throws Exception {
    Path java = java("a new one", "JAVA_VERSION=\"25.0.3\"");

    assertThat(start(Map.of("JAVA_HOME", java.toString())).started()).isEqualTo(java.resolve("bin/java").toString());
  }

  @Test
  void theJavaOfTheSearchPathIsTheLastResort() throws Exception {
    requireMore(1000);
    Path java = java("on the path", "JAVA_VERSION=\"1000\"");

    Ran ran = start(Map.of("PATH", java.resolve("bin") + ":" + System.getenv("PATH")), "verify");

    assertThat(ran.started()).isEqualTo(java.toRealPath().resolve("bin/java").toString());
  }

  @Test
  void noJavaAtAllIsOneSentence() throws Exception {
    requireMore(1000);

    Ran ran = start(Map.of(), "verify");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).singleElement().asString()
        .startsWith("slipway: no Java 1000 or newer was found; install one")
        .contains("SLIPWAY_JAVA_HOME");
  }

  @Test
  void aMissingJarIsOneSentence() throws Exception {
    Files.delete(home.resolve("lib/slipway.jar"));

    Ran ran = start(Map.of(), "verify");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err().lines()).singleElement().asString().contains("slipway.jar is missing; run mvn package");
  }

  @Test
  void itMayBeStartedThroughLinks() throws Exception {
    Path java = java("chosen", "JAVA_VERSION=\"25.0.3\"");
    Path first = Files.createSymbolicLink(home.resolve("bin/first"), Path.of("slipway"));
    Path second = Files.createSymbolicLink(temporary.resolve("second"), first);

    Ran ran = run(List.of(second.toString(), "x"), Map.of("SLIPWAY_JAVA_HOME", java.toString()), temporary);

    assertThat(ran.arguments())
        .containsSubsequence("-classpath", home.toRealPath().resolve("lib/slipway.jar").toString());
  }

  @Test
  void theExitCodeIsTheProgramsOwn() throws Exception {
    Path java = java("chosen", "JAVA_VERSION=\"25.0.3\"");
    Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nexit 42\n");

    assertThat(start(Map.of("SLIPWAY_JAVA_HOME", java.toString())).code()).isEqualTo(42);
  }

  /// What a start came to.
  private record Ran(int code, String out, String err) {
    String started() {
      return out.lines().findFirst().orElseThrow();
    }

    List<String> arguments() {
      return out.lines().skip(1).map(line -> line.substring(1, line.length() - 1)).toList();
    }
  }

  private Ran start(Map<String, String> environment, String... arguments) throws Exception {
    var command = new ArrayList<String>(List.of(home.resolve("bin/slipway").toString()));
    command.addAll(List.of(arguments));
    return run(command, environment, temporary);
  }

  private Ran run(List<String> command, Map<String, String> environment, Path folder) throws Exception {
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    var builder = new ProcessBuilder(command)
        .directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "SLIPWAY_JAVA_HOME", "SLIPWAY_JAVA_OPTIONS"));
    builder.environment().put("HOME", temporary.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the script ended").isTrue();
    return new Ran(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
  }

  /// No machine has a Java this new: so the ones that happen to be installed here are passed over.
  private void requireMore(int version) throws IOException {
    Path script = home.resolve("bin/slipway");
    String text = Files.readString(script);
    assertThat(text).containsOnlyOnce("\nat_least=25\n");
    Files.writeString(script, text.replace("\nat_least=25\n", "\nat_least=" + version + "\n"));
  }

  private Path java(String name, String release) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    javaAt(folder, release);
    return folder;
  }

  private static void javaAt(Path folder, String release) throws IOException {
    Files.writeString(folder.resolve("release"), release);
    Files.createDirectories(folder.resolve("bin"));
    Path java = folder.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho \"$0\"\nfor a in \"$@\"; do printf '<%s>\\n' \"$a\"; done\n");
    makeExecutable(java);
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
