package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.binary.Fixtures;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.Budget;
import dev.slipway.size.Provenance;
import dev.slipway.size.Saving;
import dev.slipway.size.SideBySide;
import dev.slipway.size.SizeTree;
import dev.slipway.size.TopEntry;
import dev.slipway.size.TopList;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
  void whatIsNotToldOfAFileIsSaid() {
    CliRun run = CliRun.in(Path.of("").toAbsolutePath(), "size", fixture("elf-x64-rust-names"), "--by", "retained");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).contains("no WebAssembly module, so what its functions retain is not told");
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

    assertThat(paths.stream().map(path -> SizeSubjects.distinct(path, paths))).containsExactly("debug", "release", "release-lto");
    assertThat(SizeSubjects.distinct("a", List.of("a", "b"))).isEqualTo("a");
    assertThat(SizeSubjects.distinct("v1/weft", List.of("v1/weft", "v2/weft"))).isEqualTo("v1");
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

  @Test
  void namesOfAFileSteerNeitherTheTerminalNorTheTable() {
    TopEntry hostile =
        TopEntry.of("\u001b[2J\u009bevil|`\u202e\n,\"x", "", 5, 0.5, Provenance.SYMTAB);
    String name = "\u001b]0;x\u0007.elf";
    var printer = new SizePrinter(new PrintWriter(out, true), 5);
    printer.text(name, 10, List.of(new ArtifactTree.Member(name, 3, 2)), List.of(hostile), TopList.By.FUNCTION);
    printer.markdown(name, 10, List.of(hostile), TopList.By.FUNCTION);
    printer.csv(name, List.of(hostile));
    printer.budget(Budget.of(Budget.Kind.BINARY, 4).judge(name, 10));
    var comparisons = new SizeComparisons(new PrintWriter(out, true), 5, true);
    comparisons.savings(name, List.of(new Saving(hostile.name(), 70, Saving.Kind.EXACT, "Strip it.")));
    comparisons.sideBySide(SideBySide.of(
        List.of(new SideBySide.Build(name, leaf(hostile.name(), 9)), new SideBySide.Build("b|c", leaf(hostile.name(), 7))), TopList.By.SECTION));

    assertThat(out.toString().chars().filter(c -> c != '\n' && c != '\r').mapToObj(c -> (char) c))
        .noneMatch(Character::isISOControl).noneMatch(c -> c == '\u202e');
    assertThat(out.toString()).contains("| `\\u001b[2J\\u009bevil\\|'\\u202e\\u000a,\"x` |", "evil|`\\u202e\\u000a,\"\"x\",");
  }

  private static SizeTree leaf(String name, long size) {
    return SizeTree.of("file", SizeTree.Kind.FILE, Provenance.FILE, List.of(SizeTree.leaf(name, SizeTree.Kind.SECTION, size, Provenance.SECTION)));
  }

  @Test
  void separatedValuesNameTheirColumnsOnce(@TempDir Path folder) throws Exception {
    Files.copy(Fixtures.file("elf-x64-static"), folder.resolve("a"));
    Files.copy(Fixtures.file("elf-x64-rust-names"), folder.resolve("b"));
    CliRun run = CliRun.in(folder, "size", ".", "--format", "csv", "--top", "2");

    assertThat(run.out().lines().filter(line -> line.startsWith("file,name"))).hasSize(1);
    assertThat(run.out().lines()).hasSize(5);
  }

  @Test
  void anArchiveIsHashedWhileItIsUnpacked(@TempDir Path folder) throws Exception {
    Path zip = folder.resolve("weft.zip");
    try (var packed = new ZipOutputStream(Files.newOutputStream(zip))) {
      packed.putNextEntry(new ZipEntry("weft"));
      packed.write(Files.readAllBytes(Fixtures.file("elf-x64-static")));
    }
    CliRun run = CliRun.in(folder, "size", "weft.zip", "--json");

    assertThat(run.json().get("sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip))));
  }

  @Test
  void whatOnlyTheEarlierReleaseHasIsGone(@TempDir Path folder) throws Exception {
    Path before = Files.createDirectories(folder.resolve("v1"));
    Path after = Files.createDirectories(folder.resolve("v2"));
    Files.copy(Fixtures.file("elf-x64-static"), before.resolve("weft-1.0.0"));
    Files.copy(Fixtures.file("elf-x64-debug"), before.resolve("weft-1.0.0-arm"));
    Files.copy(Fixtures.file("elf-x64-stripped"), after.resolve("weft-1.1.0"));
    CliRun run = CliRun.in(folder, "size", "v2", "--diff", "v1", "--json");

    JsonNode gone = run.json().get("gone").get(0);
    assertThat(gone.get("file").asText()).isEqualTo("weft-1.0.0-arm");
    assertThat(gone.get("before").asLong()).isEqualTo(Files.size(Fixtures.file("elf-x64-debug")));
    assertThat(run.json().get("change").asLong())
        .isEqualTo(Files.size(after.resolve("weft-1.1.0")) - Files.size(before.resolve("weft-1.0.0")) - Files.size(before.resolve("weft-1.0.0-arm")));
    assertThat(CliRun.in(folder, "size", "v2", "--diff", "v1").out()).contains("weft-1.0.0-arm is gone, −");
  }

  @Test
  void filesOfOneNameInSeveralFoldersArePairedByTheirFolder(@TempDir Path folder) throws Exception {
    for (String file : List.of("v1/arm/weft", "v2/arm/weft", "v1/x64/weft", "v2/x64/weft")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(Fixtures.file(file.contains("arm") ? "elf-x64-static" : "elf-x64-debug"), folder.resolve(file));
    }
    CliRun run = CliRun.in(folder, "size", "v2", "--diff", "v1", "--json");

    run.json().get("files").forEach(file -> assertThat(file.get("diff").get("change").asLong()).isZero());
  }

  @Test
  void tellsHowMuchSmallerItIsThanWhatItReplaces(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("weft"), new byte[15 * 1024 * 1024]);

    assertThat(CliRun.in(folder, "size", "weft", "--versus", "50MB").out()).contains("3.3 times smaller than 50.00 MB");
    assertThat(CliRun.in(folder, "size", "weft", "--versus", "50MB", "--json").json().get("versus").get("times").asDouble())
        .isCloseTo(10 / 3.0, within(1e-9));
    assertThat(CliRun.in(folder, "size", "weft", "--versus", "0").code()).isEqualTo(Exit.WRONG_USE);
  }

  private static String fixture(String name) {
    return Fixtures.file(name).toString();
  }

  private static int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
  }
}
