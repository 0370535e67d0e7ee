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
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
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
