package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.binary.Fixtures;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SizeCommandTest {
  private final StringWriter out = new StringWriter();
  private final Terminal terminal =
      new Terminal(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(new StringWriter()), Path.of("").toAbsolutePath(), Map.of());

  @Test
  void printsTheShapeThatScriptsRelyOn() throws Exception {
    assertThat(run(new SizeCommand(terminal), fixture("elf-x64-rust-names"), "--json")).isZero();

    JsonNode node = new ObjectMapper().readTree(out.toString());
    assertThat(node.get("size").asLong()).isEqualTo(Files.size(Fixtures.file("elf-x64-rust-names")));
    assertThat(node.get("total")).isEqualTo(node.get("size"));
    assertThat(node.get("sections").findValuesAsText("name")).contains(".text", ".symtab");
    JsonNode first = node.get("top").get(0);
    assertThat(first.get("name").asText()).isEqualTo("other::module::func");
    assertThat(first.get("group").asText()).isEqualTo("other");
    assertThat(first.get("size").asLong()).isEqualTo(128);
    assertThat(first.get("provenance").asText()).isEqualTo("symtab");
    long sum = 0;
    for (JsonNode part : node.get("parts")) {
      sum += part.get("size").asLong();
    }
    assertThat(sum).isEqualTo(node.get("size").asLong());
  }

  @Test
  void exitsWithOneOverTheBudgetOnly() throws Exception {
    long size = Files.size(Fixtures.file("elf-x64-static"));

    assertThat(run(new SizeCommand(terminal), fixture("elf-x64-static"), "--budget", Long.toString(size))).isEqualTo(Exit.HOLDS);
    assertThat(run(new SizeCommand(terminal), fixture("elf-x64-static"), "--budget", Long.toString(size - 1))).isEqualTo(Exit.FINDING);
  }

  @Test
  void tellsWhatChangedSinceAnEarlierBuild() throws Exception {
    run(new SizeCommand(terminal), fixture("elf-x64-static"), "--diff", fixture("elf-x64-static-pie"), "--json");

    JsonNode diff = new ObjectMapper().readTree(out.toString()).get("diff");
    assertThat(diff.get("change").asLong())
        .isEqualTo(Files.size(Fixtures.file("elf-x64-static")) - Files.size(Fixtures.file("elf-x64-static-pie")));
  }

  @Test
  void theCommandLineTakesItsWordsInSmallLetters() {
    CliRun run = CliRun.in(Path.of("").toAbsolutePath(), "size", fixture("elf-x64-rust-names"), "--by", "crate", "--format", "csv");

    assertThat(run.code()).as(run.err()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).contains(",mycrate,,160,");
  }

  @Test
  void tellsWhatAFunctionOfWebAssemblyRetains() {
    CliRun run =
        CliRun.in(Path.of("").toAbsolutePath(), "size", fixture("wasm-names.wasm"), "--by", "retained", "--top", "1", "--json");

    JsonNode first = run.json().get("top").get(0);
    assertThat(first.get("name").asText()).isEqualTo("run");
    assertThat(first.get("retained").asLong()).isGreaterThan(first.get("size").asLong());
  }

  @Test
  void putsBuildsSideBySideAndSumsTheStepsUp() throws Exception {
    CliRun run = CliRun.in(Path.of("").toAbsolutePath(), "size", fixture("elf-x64-debug"), fixture("elf-x64-static"), fixture("elf-x64-stripped"), "--json");

    JsonNode node = run.json();
    assertThat(node.get("builds").findValuesAsText("file")).containsExactly("elf-x64-debug", "elf-x64-static", "elf-x64-stripped");
    long saved = node.get("steps").get(0).get("saved").asLong() + node.get("steps").get(1).get("saved").asLong();
    assertThat(saved).isEqualTo(Files.size(Fixtures.file("elf-x64-debug")) - Files.size(Fixtures.file("elf-x64-stripped")));
    assertThat(node.get("rows").findValuesAsText("name")).contains(".text", ".debug_info", ".symtab");
  }

  @Test
  void aBuildIsCalledByWhatTellsItFromTheOthers() {
    List<String> paths = List.of("target/debug/weft", "target/release/weft", "target/release-lto/weft");

    assertThat(paths.stream().map(path -> SizeCommand.distinct(path, paths))).containsExactly("debug", "release", "release-lto");
    assertThat(SizeCommand.distinct("a", List.of("a", "b"))).isEqualTo("a");
    assertThat(SizeCommand.distinct("v1/weft", List.of("v1/weft", "v2/weft"))).isEqualTo("v1");
  }

  @Test
  void holdsCratesAgainstTheirBudgets() {
    Path here = Path.of("").toAbsolutePath();
    assertThat(CliRun.in(here, "size", fixture("elf-x64-rust-names"), "--component", "my-crate*=1B", "--component", "other=160B").code())
        .isEqualTo(Exit.HOLDS);
    CliRun over = CliRun.in(here, "size", fixture("elf-x64-rust-names"), "--component", "mycrate=159B");
    assertThat(over.code()).isEqualTo(Exit.FINDING);
    assertThat(over.out()).contains("OVER BUDGET mycrate", "over by 1 B");
  }

  @Test
  void listsWhatCouldGo() {
    CliRun run = CliRun.in(Path.of("").toAbsolutePath(), "size", fixture("elf-x64-debug"), "--savings", "--json");

    assertThat(run.json().get("savings").get("elf-x64-debug").findValuesAsText("what")).contains("debug information", "symbols and their names");
  }

  @Test
  void aReportOfAnotherToolStandsBeside(@TempDir Path folder) throws Exception {
    Path report = Files.writeString(folder.resolve("bloat.json"), """
        {"file-size":1,"text-section-size":1,"functions":[{"crate":"other","name":"other::module::func","size":100},{"name":"not_there","size":7}]}""");
    CliRun run = CliRun.in(folder, "size", Fixtures.file("elf-x64-rust-names").toAbsolutePath().toString(), "--import", report.toString(), "--json");

    JsonNode imported = run.json().get("imported");
    assertThat(imported.get("tool").asText()).isEqualTo("cargo-bloat");
    assertThat(imported.get("rows").get(0).get("ours").asLong()).isEqualTo(128);
    assertThat(imported.get("rows").get(1).has("ours")).isFalse();
    assertThat(imported.get("found").asInt()).isEqualTo(1);
  }

  @Test
  void inspectsABinary() throws Exception {
    assertThat(run(new InspectCommand(terminal), fixture("elf-x64-dynamic-gnu"), "--json")).isZero();

    JsonNode node = new ObjectMapper().readTree(out.toString());
    assertThat(node.get("format").asText()).isEqualTo("elf");
    assertThat(node.get("arch").asText()).isEqualTo("x86_64");
    assertThat(node.get("linkage").asText()).isEqualTo("dynamic");
    assertThat(node.get("stripped").asBoolean()).isFalse();
    assertThat(node.get("libraries").get(0).asText()).isEqualTo("libc.so.6");
    assertThat(node.get("findings")).isEmpty();
  }

  private static String fixture(String name) {
    return Fixtures.file(name).toString();
  }

  private static int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
  }
}
