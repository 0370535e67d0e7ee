package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.changelog.SecondOpinions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every SARIF that is printed, held against the schema of SARIF 2.1.0, which npm's `@microsoft/jest-sarif` carries.
class SarifSchemaTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static Optional<Schema> schema = Optional.empty();

  @TempDir Path folder;

  @BeforeAll
  static void fetch() throws Exception {
    Optional<Path> file = SecondOpinions.npmPackage("@microsoft/jest-sarif@1.0.0-beta.0")
        .map(files -> files.resolve("lib/schemas/sarif-2.1.0-rtm.5.json")).filter(Files::exists);
    Assumptions.assumeTrue(file.isPresent(), "skipped: the schema of SARIF could not be fetched from the npm registry");
    JsonNode text = new ObjectMapper().readTree(file.orElseThrow().toFile());
    schema = Optional.of(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text));
  }

  @Test
  void theSchemaRefusesWhatIsNone() throws Exception {
    JsonNode good = good();
    ((ObjectNode) good.at("/runs/0/tool/driver")).remove("name");
    assertThat(errors(good)).isNotEmpty();
    JsonNode address = good();
    ((ObjectNode) address.at("/runs/0/artifacts/0/location")).put("uri", "a b%");
    assertThat(errors(address)).isNotEmpty();
  }

  @Test
  void aGoodFolder() throws Exception {
    assertThat(errors(good())).isEmpty();
  }

  @Test
  void aBrokenFolderWithOddNames() throws Exception {
    Path sub = Files.createDirectory(folder.resolve("sub dir"));
    for (String name : List.of("b c%.txt", "d#e?.txt", "\u00e9.txt", "[f].txt", "-")) {
      Files.writeString(sub.resolve(name), "hello\n");
    }
    if (java.io.File.separatorChar == '/') {
      Files.writeString(sub.resolve("a:b\\c\n\"d\".txt"), "hello\n");
      Files.writeString(folder.resolve("g:h"), "hello\n");
    }
    Files.writeString(folder.resolve("empty.zip"), "");
    Files.writeString(folder.resolve("a.txt.minisig"), "damaged");
    Files.writeString(folder.resolve("SHA256SUMS"), "no line\n" + HELLO + "  ../x\n" + HELLO + "  gone.txt\n" + HELLO + "  /etc/passwd\n");
    JsonNode sarif = sarif("verify", ".", "--format", "sarif");
    assertThat(sarif.at("/runs/0/results").size()).isGreaterThan(10);
    assertThat(errors(sarif)).isEmpty();
  }

  @Test
  void theAuditWithReadyChangesAndWhatIsIgnored() throws Exception {
    Path workflow = Files.createDirectories(folder.resolve(".github/workflows")).resolve("release it.yml");
    Files.writeString(workflow, """
        on: { push: { tags: ["v*"] } }
        jobs:
          build:
            strategy: { matrix: { os: [macos-11, windows-latest] } }
            runs-on: ${{ matrix.os }}
            steps:
              - uses: actions/checkout@v2
              - run: echo "::set-output name=x::1"
              - uses: actions/create-release@v1
        """);
    Files.writeString(folder.resolve(".slipway.yml"), """
        audit:
          ignore:
            - rule: archived-action
              reason: we know
        """);
    JsonNode sarif = sarif("audit", ".", "--sarif");
    assertThat(sarif.at("/runs/0/results").size()).isPositive();
    assertThat(sarif.findValues("fixes")).as(sarif.toPrettyString()).isNotEmpty();
    assertThat(sarif.findValues("suppressions")).as(sarif.toPrettyString()).isNotEmpty();
    assertThat(errors(sarif)).isEmpty();
  }

  @Test
  void theAuditOfTheFoundingWorkflows() throws Exception {
    Path seeds = Path.of(System.getProperty("slipway.inputs", "../shared")).resolve("seeds");
    Assumptions.assumeTrue(Files.isDirectory(seeds), "skipped: the founding workflows are not here");
    try (Stream<Path> all = Files.list(seeds)) {
      for (Path workflow : all.filter(file -> file.toString().endsWith(".yml")).toList()) {
        assertThat(errors(sarif("audit", workflow.toAbsolutePath().toString(), "--sarif"))).as("%s", workflow).isEmpty();
      }
    }
  }

  private JsonNode good() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), HELLO + "  a.txt\n");
    return sarif("verify", ".", "--format", "sarif");
  }

  private JsonNode sarif(String... arguments) throws Exception {
    return CliRun.in(folder, arguments).json();
  }

  private static List<String> errors(JsonNode sarif) {
    return schema.orElseThrow().validate(sarif).stream().map(Error::toString).toList();
  }
}
