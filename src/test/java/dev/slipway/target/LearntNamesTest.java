package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearntNamesTest {
  private static final String FOLDERS = """
      on: { push: { tags: ['v*'] } }
      jobs:
        build:
          strategy:
            matrix:
              target: [x86_64-unknown-linux-gnu, x86_64-unknown-linux-musl, x86_64-pc-windows-msvc]
          runs-on: ubuntu-24.04
          steps:
            - run: ./package.sh
            - uses: actions/upload-artifact@v4
              with: { name: 'bin-${{ matrix.target }}', path: dist/ }
        release:
          needs: build
          runs-on: ubuntu-24.04
          steps:
            - uses: actions/download-artifact@v4
            - run: gh release create "$GITHUB_REF_NAME" --draft dist/*
      """;

  @Test
  void fillsInWhatExactlyOneLegCanHaveMade() {
    TargetPlan plan = LearntNames.complete(Plans.text(FOLDERS), "v1.2.2", List.of(
        "tool-1.2.2-x86_64-unknown-linux-gnu.tar.gz", "tool-1.2.2-x86_64-unknown-linux-musl.tar.gz",
        "tool-1.2.2-win64.zip", "SHA256SUMS", "tool-1.2.2-linux-x64.deb"));
    assertThat(plan.targetLegs()).extracting(l -> l.assets().stream().map(ExpectedFile::shown).toList()).containsExactly(
        List.of("tool-1.2.3-x86_64-unknown-linux-gnu.tar.gz"),
        List.of("tool-1.2.3-x86_64-unknown-linux-musl.tar.gz"),
        List.of("tool-1.2.3-win64.zip"));
    assertThat(plan.targetLegs()).flatExtracting(PlannedLeg::assets)
        .allSatisfy(f -> assertThat(f.source()).isEqualTo(NameSource.LEARNT))
        .allSatisfy(f -> assertThat(f.learntFrom()).contains("v1.2.2"));
  }

  @Test
  void withoutAReleaseTheNameStaysUnknown() {
    assertThat(Plans.text(FOLDERS).targetLegs()).flatExtracting(PlannedLeg::assets).extracting(ExpectedFile::source)
        .containsOnly(NameSource.UNKNOWN);
  }

  @Test
  void whatTheWorkflowSaysIsNotReplaced() throws java.io.IOException {
    TargetPlan plan = Plans.of("seeds/meshc-release.yml");
    TargetPlan learnt = LearntNames.complete(plan, "v1.2.2", List.of("meshc-v1.2.2-x86_64-apple-darwin.tar.gz", "other-aarch64-apple-darwin.zip"));
    assertThat(learnt.targetLegs()).extracting(PlannedLeg::assets).isEqualTo(plan.targetLegs().stream().map(PlannedLeg::assets).toList());
  }
}
