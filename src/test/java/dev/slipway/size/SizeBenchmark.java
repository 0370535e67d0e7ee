package dev.slipway.size;

import dev.slipway.binary.OpenBinary;
import dev.slipway.measured.Measurements;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// How long sizes take, beside the tools people have: a 100 MB ELF with 100,000 symbols, 35 MB of WebAssembly, and the
/// archives of a whole release. A peer that is not installed has a dash.
@Tag("benchmark")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SizeBenchmark {
  private static final Path NODE = Path.of("/usr/bin/node");
  private static final String BIOME = "@biomejs/wasm-web@2.4.15";
  private static final List<String> RELEASE =
      List.of("@dprint/linux-x64-glibc@0.54.0", "@dprint/linux-arm64-glibc@0.54.0", "@dprint/linux-x64-musl@0.54.0",
          "@dprint/linux-arm64-musl@0.54.0", "@dprint/darwin-arm64@0.54.0", "@dprint/darwin-x64@0.54.0", "@dprint/win32-x64@0.54.0");

  @Test
  @Order(1)
  void sectionsAndTheTwentyLargestOfA100MegabyteElf() throws Exception {
    Assumptions.assumeTrue(Files.exists(NODE), "skipped: /usr/bin/node is not there");
    try (var table = Measurements.of("sizes-elf", "nm --size-sort")) {
      double first = once(SizeBenchmark::node);
      double nm = Measurements.medianMillis(9, () -> process("nm", "--size-sort", NODE.toString()));
      table.limit("node, 99 MB, sections and top 20, first call in a running program", first, "ms", 150);
      table.limit("the same, warm", warm(SizeBenchmark::node, 40), "ms", 20);
      table.compare("warm, beside the process", warm(SizeBenchmark::node, 10), nm, "ms", 0.25);
      Path slipway = Path.of(System.getProperty("slipway.home", "target/slipway"), "bin", "slipway");
      if (Files.isExecutable(slipway)) {
        double command = Measurements.medianMillis(5, () -> process(slipway.toString(), "size", NODE.toString()));
        table.limit("slipway size as a command", command, "ms", 350);
        table.compare("slipway size as a command, beside the process", command, nm, "ms", 5);
      }
    }
  }

  @Test
  @Order(2)
  void retainedSizesOf35MegabytesOfWebAssembly() throws Exception {
    Path wasm = RealPackages.binaries(List.of(BIOME)).getFirst();
    Callable<Object> work = () -> {
      try (OpenBinary open = OpenBinary.open(wasm)) {
        return TopList.of(open.image(), TopList.By.RETAINED, 20);
      }
    };
    boolean twiggy = installed("twiggy");
    try (var table = Measurements.of("sizes-wasm", twiggy ? "twiggy top --retained" : "twiggy, which is not installed")) {
      table.tell("biome.wasm, 35 MB, retained sizes, first call", once(work), "ms");
      double warm = warm(work, 20);
      table.limit("the same, warm", warm, "ms", 250);
      if (twiggy) {
        double theirs = Measurements.medianMillis(5, () -> process("twiggy", "top", "--retained", wasm.toString()));
        table.compare("warm, beside the process", warm, theirs, "ms", 0.5);
      }
    }
  }

  @Test
  @Order(3)
  void aReleaseOfSevenTargetsFromItsArchives() throws Exception {
    List<Path> archives = RealPackages.archives(RELEASE);
    try (var table = Measurements.of("sizes-release", "gzip -t")) {
      double cold = once(() -> SizeReport.measure(
          archives.stream().map(file -> ReleaseFile.of(file, "")).toList(), new Budgets(Budgets.weft().all()), Progress.unwatched()));
      double theirs = Measurements.medianMillis(3, () -> gzip(archives));
      table.limit("7 archives, 63 MB, sizes and budgets, cold", cold, "ms", 3000);
      table.compare("the same, beside unpacking alone", cold, theirs, "ms", 1.5);
      table.tell("every symbol of all seven in its tree, cold", once(() -> ArtifactTree.all(archives, Progress.unwatched())), "ms");
      Path slipway = Path.of(System.getProperty("slipway.home", "target/slipway"), "bin", "slipway");
      if (Files.isExecutable(slipway)) {
        var command = new ArrayList<>(List.of(slipway.toString(), "size"));
        archives.forEach(archive -> command.add(archive.toString()));
        double most = mostMemory(command);
        if (most > 0) {
          table.limit("slipway size of the seven as a command: the most memory", most, "MB", 300);
        }
      }
    }
  }

  private static Object node() throws Exception {
    try (OpenBinary open = OpenBinary.open(NODE)) {
      return List.of(BinaryTree.outline("node", open.image()), TopList.of(open.image(), TopList.By.FUNCTION, 20));
    }
  }

  private static Object gzip(List<Path> archives) throws Exception {
    List<String> command = new ArrayList<>(List.of("gzip", "-t"));
    archives.forEach(file -> command.add(file.toString()));
    return process(command.toArray(String[]::new));
  }

  private static double once(Callable<?> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double warm(Callable<?> work, int times) throws Exception {
    double[] each = new double[times];
    for (int i = 0; i < times; i++) {
      each[i] = once(work);
    }
    double[] last = Arrays.copyOfRange(each, times / 2, times);
    Arrays.sort(last);
    return last[last.length / 2];
  }

  private static int process(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
  }

  /// The most resident memory a command had, in MB; 0 where the system does not tell.
  private static double mostMemory(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double most = 0;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      try (Stream<String> lines = Files.lines(status)) {
        most = Math.max(most, lines.filter(line -> line.startsWith("VmHWM:")).findFirst()
            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0).orElse(0.0));
      } catch (IOException | UncheckedIOException e) {
        return most; // it has ended, or this system shows no such file
      }
    }
    return most;
  }

  private static boolean installed(String name) throws InterruptedException {
    try {
      return process(name, "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
