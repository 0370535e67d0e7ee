package dev.slipway.target.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.Plans;
import dev.slipway.target.RunnerLabels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every fault of the founding documents' workflows that lives in YAML.
class FoundingFaultsTest {

  private static List<String> found(String... inputs) throws IOException {
    return new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.of(inputs)).stream()
        .map(f -> f.finding().severity().word() + " " + f.finding().at().orElseThrow() + " " + f.finding().rule())
        .toList();
  }

  @Test
  void weft() throws IOException {
    assertThat(found("seeds/weft-ci.yml", "seeds/weft-release.yml")).contains(
        "error weft-ci.yml:26 retired-runner",
        "error weft-ci.yml:29 retired-runner",
        "error weft-release.yml:76 retired-runner",
        "error weft-release.yml:80 retired-runner",
        "warning weft-release.yml:35 archived-action",
        "warning weft-release.yml:127 archived-action",
        "warning weft-release.yml:33 published-before-assets",
        "warning weft-release.yml:65 fail-fast-upload",
        "error weft-release.yml:23 shallow-checkout",
        "warning weft-release.yml:33 no-checksum",
        "warning weft-release.yml:121 windows-suffix",
        "error weft-ci.yml:52 bash-on-windows",
        "error weft-release.yml:106 bash-on-windows",
        "error weft-release.yml:114 bash-on-windows",
        "warning weft-ci.yml:61 wasm-suffix",
        "warning weft-ci.yml:67 wasm-suffix",
        "warning weft-release.yml:136 undeclared-permissions",
        "info weft-release.yml:156 image-name",
        "warning weft-release.yml:116 tool-not-installed",
        "warning weft-release.yml:145 tool-not-installed",
        "info weft-release.yml:25 raw-changelog",
        "warning weft-release.yml:138 publishes-before-build",
        "info weft-ci.yml:66 naming-differs");
    assertThat(found("seeds/weft-ci.yml", "seeds/weft-release.yml")).noneMatch(f -> f.equals("warning weft-release.yml:121 wasm-suffix"));
  }

  @Test
  void meshc() throws IOException {
    assertThat(found("seeds/meshc-release.yml")).contains(
        "error meshc-release.yml:17 retired-runner",
        "warning meshc-release.yml:62 unmatched-files",
        "info meshc-release.yml:59 checksum-of-downloads",
        "info meshc-release.yml:55 merge-collision",
        "info meshc-release.yml:46 rerun-conflict")
        .noneMatch(f -> f.contains("no-checksum") || f.contains("tag-guard") || f.contains("shallow") || f.contains("fail-fast"));
  }

  @Test
  void theReadyChangesMendTheRunners() throws IOException {
    List<AuditFinding> findings =
        new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(Plans.of("seeds/weft-release.yml"));
    assertThat(findings).filteredOn(f -> f.finding().rule().equals("retired-runner")).extracting(f -> f.patch().orElseThrow().diff())
        .containsExactly(
            "--- a/weft-release.yml\n+++ b/weft-release.yml\n@@ -76,1 +76,1 @@\n-            os: macos-13\n+            os: macos-15-intel\n",
            "--- a/weft-release.yml\n+++ b/weft-release.yml\n@@ -80,1 +80,1 @@\n-            os: macos-14\n+            os: macos-15\n");
    assertThat(findings).filteredOn(f -> f.finding().rule().equals("shallow-checkout")).singleElement()
        .satisfies(f -> assertThat(f.patch().orElseThrow().after()).containsExactly("        with:", "          fetch-depth: 0"));
  }
}
