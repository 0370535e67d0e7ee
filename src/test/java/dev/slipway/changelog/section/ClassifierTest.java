package dev.slipway.changelog.section;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.changelog.version.Bump;
import dev.slipway.changelog.version.SemanticVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private final History history = new History();

  @Test
  void everyCommitThatStaysOutSaysWhy() {
    history.commit("chore(deps): bump tokio to 1.43.1");
    history.commit("fix typo in readme");
    history.commit("fixup! feat: a");
    history.commit("chore(release): v1.2.3");
    history.commit("v1.2.4");
    history.commit("feat: one");
    history.commit("feat: one");
    assertThat(history.told())
        .containsExactly(
            "– type chore has no section",
            "– not a Conventional Commit: no colon follows the type (rule 1)",
            "– fixup! commit, meant to be folded into another",
            "– commit that made a release",
            "– commit that made a release",
            "Added",
            "– says the same as " + history.newestFirst().get(1).shortSha());
  }

  @Test
  void aRevertCancelsAndItsRevertRestores() {
    String five = history.commit("feat!: five");
    String revert = history.commit("Revert \"feat!: five\"\n\nThis reverts commit " + five + ".");
    assertThat(history.told())
        .containsExactly(
            "– reverted by " + revert.substring(0, 7) + " in this range",
            "– reverts " + five.substring(0, 7) + ", which is in this range");
    history.commit("Reapply \"feat!: five\"\n\nThis reverts commit " + revert + ".");
    assertThat(history.told().getFirst()).isEqualTo("Changed");
    assertThat(history.told().getLast()).isEqualTo("– restores " + five.substring(0, 7) + ", which is in this range");
    history.commit("Revert \"Reapply \"feat!: five\"\"");
    assertThat(history.told().getFirst()).startsWith("– reverted by");
  }

  @Test
  void reCommittedAndRevertedAgainFindsTheNearest() {
    history.commit("feat: a (#1)");
    history.commit("Revert \"feat: a (#1)\" (#2)\n\nReverts own/repo#1");
    history.commit("feat: a (#3)");
    assertThat(history.told()).element(2).isEqualTo("Added");
    history.commit("Revert \"feat: a (#3)\" (#4)\n\nReverts own/repo#3");
    assertThat(history.told()).allMatch(told -> told.startsWith("–"));
  }

  @Test
  void aRevertOfAnOlderReleaseIsAChange() {
    history.commit("Revert \"feat: old\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.");
    history.commit("revert: let us never again speak of the noodle incident\n\nRefs: 676104e, a215868");
    assertThat(history.told()).containsExactly("Changed", "Changed");
    assertThat(SectionText.body(new Entries(Rules.standard()).of(history.classified()), '-'))
        .isEqualTo(
            """
            ### Changed

            - Reverted: old
            - Reverted: let us never again speak of the noodle incident
            """);
  }

  @Test
  void aMergeIsListedOnlyWhereItCarriesTheOnlyText() {
    String base = history.commit("feat: base");
    String branch = history.commit("wip", List.of(base));
    String merge = history.commit("Merge pull request #12 from u/b\n\nfeat: twelve", List.of(base, branch));
    String told = history.commit("fix: thirteen", List.of(merge));
    history.commit("Merge pull request #13 from u/c\n\nfix: thirteen", List.of(merge, told));
    assertThat(history.told())
        .containsExactly(
            "Added", "– not a Conventional Commit: no colon follows the type (rule 1)", "Added", "Fixed",
            "– merge commit, its commit is listed");
    assertThat(SectionText.body(new Entries(Rules.standard()).of(history.classified()), '-'))
        .contains("- Twelve (#12)\n");
  }

  @Test
  void revertingAMergeTakesBackWhatItBrought() {
    String base = history.commit("feat: base");
    String branch = history.commit("feat: branch", List.of(base));
    String merge = history.commit("Merge pull request #12 from u/b", List.of(base, branch));
    history.commit("Revert \"Merge pull request #12 from u/b\"\n\nThis reverts commit " + merge
        + ", reversing\nchanges made to " + base + ".", List.of(merge));
    assertThat(history.told()).element(0).isEqualTo("Added");
    assertThat(history.told()).element(1).asString().startsWith("– reverted by");
  }

  @Test
  void theOrderOfTheListDoesNotMatter() {
    String a = history.commit("feat: a");
    history.commit("Revert \"feat: a\"\n\nThis reverts commit " + a + ".");
    var shuffled = new java.util.ArrayList<>(history.newestFirst());
    Collections.reverse(shuffled);
    assertThat(new Classifier(Rules.standard()).classify(shuffled, Map.of())).isEqualTo(history.classified());
  }

  @Test
  void aPersonOverrulesEveryReason() {
    String chore = history.commit("chore: tidy");
    String feat = history.commit("feat: secret");
    var placed =
        new Classifier(Rules.standard())
            .classify(
                history.newestFirst(),
                Map.of(chore, new Choice.Include(ChangeType.CHANGED), feat, new Choice.LeaveOut()));
    assertThat(placed).extracting(it -> it.placement().words()).containsExactly("left out by hand", "chosen by hand");
    assertThat(SectionText.body(new Entries(Rules.standard()).of(placed), '*'))
        .isEqualTo("### Changed\n\n* Tidy\n");
  }

  @Test
  void breakingChangesComeFirstWithTheirMarker() {
    history.commit("perf: faster");
    history.commit("feat(config)!: read `~/.clawft/config.toml` only (#309)\n\nBREAKING CHANGE: move your file\nthere");
    history.commit("security: hide token");
    history.commit("fix(security): refuse link-local addresses, CVE-2026-1 (#331) [skip ci]");
    assertThat(SectionText.body(new Entries(Rules.standard()).of(history.classified()), '-'))
        .isEqualTo(
            """
            ### Changed

            - **Breaking:** config: read `~/.clawft/config.toml` only. Move your file there (#309)
            - Faster

            ### Security

            - security: refuse link-local addresses, CVE-2026-1 (#331)
            - Hide token
            """);
  }

  @Test
  void noWordOfASubjectIsLostToMarkdown() {
    history.commit("feat: List<String> and <br> but `Map<K>` and <https://example.org>, a < b");
    history.commit("feat: 1. ordered");
    history.commit("feat: [x] no task");
    history.commit("feat: <!-- no comment");
    history.commit("feat: a lone ` and <b>");
    assertThat(new Entries(Rules.standard()).of(history.classified()).get(ChangeType.ADDED))
        .extracting(Entry::text)
        .containsExactly(
            "List\\<String> and \\<br> but `Map<K>` and <https://example.org>, a < b", "1\\. ordered", "\\[x] no task",
            "\\<!-- no comment", "A lone ` and \\<b>");
  }

  @Test
  void aSquashBodyCanBeSplit() {
    history.commit("Rework everything (#7)\n\n* feat: one\n* fix!: two\n* tidy\n");
    Rules split = new Rules(Mapping.standard(), Rules.Squash.SPLIT, Rules.Zero.STAYS);
    assertThat(SectionText.body(new Entries(split).of(history.classified(split)), '-'))
        .isEqualTo("### Added\n\n- One (#7)\n\n### Changed\n\n- **Breaking:** two (#7)\n");
    assertThat(VersionProposal.after(SemanticVersion.parse("1.0.0"), history.classified(split), split).bump())
        .isEqualTo(Bump.MAJOR);
    assertThat(history.told().getFirst()).startsWith("– not a Conventional Commit");
    assertThat(history.classified().getFirst().hints())
        .containsExactly("a commit listed in its body is breaking, but its own first line has no \"!\"");
  }

  @Test
  void proposesTheVersionAndNamesWhatForcesIt() {
    history.commit("fix: a");
    assertThat(next("1.2.3")).isEqualTo("1.2.4");
    String feat = history.commit("feat: b");
    assertThat(next("1.2.3")).isEqualTo("1.3.0");
    String breaking = history.commit("chore!: drop java 8");
    assertThat(next("1.2.3")).isEqualTo("2.0.0");
    assertThat(next("0.3.2")).isEqualTo("0.4.0");
    assertThat(next("2.0.0-rc.1")).isEqualTo("2.0.0");
    assertThat(proposal("1.2.3").forcing()).extracting(it -> it.commit().sha()).containsExactly(breaking);
    history.commit("Revert \"chore!: drop java 8\"\n\nThis reverts commit " + breaking + ".");
    assertThat(next("1.2.3")).isEqualTo("1.3.0");
    assertThat(proposal("1.2.3").forcing()).extracting(it -> it.commit().sha()).containsExactly(feat);
  }

  @Test
  void nothingToReleaseProposesNothing() {
    history.commit("docs: typo");
    assertThat(proposal("1.2.3").next()).isEmpty();
    assertThat(VersionProposal.after(Optional.empty(), history.classified(), Rules.standard()).next())
        .contains(SemanticVersion.of(0, 1, 0));
  }

  @Test
  void whatLooksLikeABreakingChangeIsNeverPassedOverInSilence() {
    history.commit("feat: a\n\nbreaking change: gone");
    history.commit("feat: b\n\nBREAKING CHANGE #12 gone");
    history.commit("feat: c\n\nThis is not a\nBREAKING CHANGE: really\nmore text");
    history.commit("feat: d\n\nnothing to see");
    assertThat(history.classified().reversed())
        .extracting(it -> it.hints().size())
        .containsExactly(1, 1, 1, 0);
  }

  private String next(String from) {
    return proposal(from).next().orElseThrow().toString();
  }

  private VersionProposal proposal(String from) {
    return VersionProposal.after(SemanticVersion.parse(from), history.classified(), Rules.standard());
  }
}
