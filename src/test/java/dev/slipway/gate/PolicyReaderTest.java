package dev.slipway.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.ByteSize;
import dev.slipway.fact.Finding;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  @Test
  void readsWhatTheFoundingDocumentsAsk() {
    PolicyFile file =
        PolicyReader.read(
            ".slipway.yml",
            """
            project: weft
            workflow: release.yml
            targets: [x86_64-unknown-linux-musl, wasm32-wasip2]
            assets:
              - weft-{version}-{target}.zip
              - checksums.txt
            archives:
              contains: [README.md, LICENSE, CHANGELOG.md]
              binary: weft
            binaries:
              stripped: true
              forbid: ['libLLVM*']
              require:
                - { target: '*-musl', text: mi_malloc }
            budgets:
              binary: 15 MB
              wasm: 300 KB
              wasm-gz: 120 KB
              image: 20 MB
              run: 30 min
              targets: { x86_64-pc-windows-msvc: 14.5 MB }
              components: { clawft_core: 4 MB, 'tokio*': 3 MB }
              wasm-components: { sona: 30 KB }
            image: ghcr.io/clawft/weft
            benchmarks:
              startup: { below: 50, unit: ms }
            gates:
              provenance: info
              image: block
            """);
    assertThat(file.findings()).isEmpty();
    ReleasePolicy policy = file.policy();
    assertThat(policy.budgets().components()).containsEntry("clawft_core", 4L << 20).containsEntry("tokio*", 3L << 20);
    assertThat(policy.budgets().wasmComponents()).containsEntry("sona", 30L << 10);
    assertThat(policy.project()).contains("weft");
    assertThat(policy.targets()).containsExactly("x86_64-unknown-linux-musl", "wasm32-wasip2");
    assertThat(policy.budgets().run()).contains(java.time.Duration.ofMinutes(30));
    assertThat(policy.budgets().binary()).hasValue(15_728_640);
    assertThat(policy.budgets().wasm()).hasValue(307_200);
    assertThat(policy.budgets().gzip()).hasValue(122_880);
    assertThat(policy.budgets().targets()).containsEntry("x86_64-pc-windows-msvc", 15_204_352L);
    assertThat(policy.binaries().require()).containsExactly(new ReleasePolicy.Require("*-musl", "mi_malloc"));
    assertThat(policy.policy(GateId.PROVENANCE)).isEqualTo(Policy.INFO);
    assertThat(policy.policy(GateId.IMAGE)).isEqualTo(Policy.BLOCK);
    assertThat(policy.policy(GateId.CHECKSUMS)).isEqualTo(Policy.BLOCK);
  }

  @Test
  void aMisspeltKeyIsAnErrorWithItsPlace() {
    PolicyFile file = PolicyReader.read(".slipway.yml", "budgets:\n  binray: 15 MB\n");
    assertThat(file.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("policy-unknown-key");
      assertThat(finding.at().orElseThrow().line()).isEqualTo(2);
      assertThat(finding.at().orElseThrow().column()).isEqualTo(3);
      assertThat(finding.fix()).startsWith("Did you mean \"binary\"? ");
    });
    for (String[] pair : new String[][] {{"checksum", "checksums"}, {"Gates", "gates"}, {"verify", ""}, {"bugdets", "budgets"}, {"x", ""}}) {
      String fix = PolicyReader.read(".slipway.yml", pair[0] + ": {}\n").findings().getFirst().fix();
      assertThat(fix).as(pair[0]).startsWith(pair[1].isEmpty() ? "Use one of: " : "Did you mean \"" + pair[1] + "\"? ");
    }
  }

  @Test
  void wrongTypesAndValuesAreErrors() {
    PolicyFile file =
        PolicyReader.read(
            ".slipway.yml", "targets: { a: b }\nbudgets:\n  wasm: lots\ngates:\n  sizes: maybe\nbinaries:\n  stripped: perhaps\n");
    assertThat(file.findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("policy-type", "policy-size", "policy-value", "policy-type");
  }

  @Test
  void hostileYamlIsOneFinding() {
    assertThat(PolicyReader.read(".slipway.yml", "[".repeat(20_000)).findings()).hasSize(1);
    assertThat(PolicyReader.read(".slipway.yml", "a: &a [1]\nb: *a\n").findings()).hasSize(1);
    assertThat(PolicyReader.read(".slipway.yml", "a: [\n").findings()).hasSize(1);
    assertThat(PolicyReader.read(".slipway.yml", "x".repeat(300_000)).findings()).hasSize(1);
    assertThat(PolicyReader.read(".slipway.yml", "just a text").findings()).hasSize(1);
    assertThat(PolicyReader.read(".slipway.yml", "project: a\nproject: b\n").findings()).isNotEmpty();
    assertThat(PolicyReader.read(".slipway.yml", "").findings()).isEmpty();
  }

  @Test
  void sizesAreOf1024() {
    assertThat(ByteSize.parse("15 MB")).isEqualTo(OptionalLong.of(15_728_640));
    assertThat(ByteSize.parse("1.5KiB")).isEqualTo(OptionalLong.of(1536));
    assertThat(ByteSize.parse("12")).isEqualTo(OptionalLong.of(12));
    assertThat(ByteSize.parse("-1")).isEmpty();
    assertThat(ByteSize.parse("99999999999999999 GB")).isEmpty();
    assertThat(ByteSize.words(5_567_939)).isEqualTo("5.31 MB");
    assertThat(ByteSize.words(319_795)).isEqualTo("312.3 KB");
    assertThat(ByteSize.words(612)).isEqualTo("612 B");
  }

  @Test
  void aTimeIsANumberWithItsUnit() {
    assertThat(PolicyReader.read(".slipway.yml", "budgets: { run: 90 s }").policy().budgets().run()).contains(java.time.Duration.ofSeconds(90));
    for (String wrong : java.util.List.of("30", "soon", "0 min", "30 weeks", "-1 h", "999999 min")) {
      PolicyFile file = PolicyReader.read(".slipway.yml", "budgets: { run: " + wrong + " }");
      assertThat(file.findings()).as(wrong).extracting(Finding::rule).containsExactly("policy-time");
      assertThat(file.policy().budgets().run()).as(wrong).isEmpty();
    }
  }
}
