package dev.slipway.changelog.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseNotesTest {
  private static final String CHANGES = "### Added\n\n- One (#1)\n- Two\n";

  private static Block.Sizes sizes(long bytes) {
    return new Block.Sizes(
        List.of(
            new Block.SizeRow("weft|linux", bytes, new Block.Before.Had(13_000_000L), Optional.of(15L << 20)),
            new Block.SizeRow("clawft.wasm", 300, new Block.Before.HadNone(), Optional.empty())));
  }

  @Test
  void blocksKeepThemselvesCurrentUntilSomebodyEditsThem() {
    String draft = ReleaseNotes.draft(List.of(new Block.Changes(CHANGES), sizes(13_841_203)));
    assertThat(ReleaseNotes.readable(draft))
        .isEqualTo(
            CHANGES
                + "\n### Sizes\n\n| File | Size | Change | Budget |\n| --- | ---: | ---: | ---: |\n"
                + "| weft\\|linux | 13.2 MB | +821.5 KB | 15.0 MB |\n| clawft.wasm | 300 B | new | – |\n");

    var refreshed = ReleaseNotes.refresh(draft + "\nMy words.\n", List.of(new Block.Changes(CHANGES), sizes(12_000_000)));
    assertThat(refreshed.updated()).containsExactly("sizes");
    assertThat(refreshed.text()).contains("| 11.4 MB | −976.6 KB |").endsWith("\nMy words.\n");

    String edited = draft.replace("13.2 MB", "13.2 MB (big)");
    var kept = ReleaseNotes.refresh(edited, List.of(sizes(12_000_000)));
    assertThat(kept.kept()).containsExactly("sizes");
    assertThat(kept.text()).isEqualTo(edited);
    assertThat(ReleaseNotes.edited(edited, "sizes")).isTrue();
    assertThat(ReleaseNotes.edited(draft.replace("\n", "\r\n"), "sizes")).as("the host's line ends").isFalse();
  }

  @Test
  void aRemovedBlockStaysAway() {
    assertThat(ReleaseNotes.refresh("Only words.\n", List.of(sizes(1))).text()).isEqualTo("Only words.\n");
    assertThat(ReleaseNotes.with("Only words.", sizes(1))).startsWith("Only words.\n\n<!-- slipway:sizes ");
  }

  @Test
  void everyBlockHasItsWords() {
    Digest digest = new Digest(Digest.Algorithm.SHA256, "ab".repeat(32));
    String text =
        ReleaseNotes.readable(
            ReleaseNotes.draft(
                List.of(
                    new Block.Benchmarks(List.of(new Block.BenchmarkRow("startup", "12.3 ms", Optional.of("below 50 ms")))),
                    new Block.Checksums(List.of(new Block.ChecksumRow("weft", digest))),
                    new Block.Verification(Optional.of("SHA256SUMS"), Optional.of("clawft/weft")),
                    new Block.Install(List.of("curl -O x")),
                    new Block.Contributors(List.of("@ada", "@bob", "Cy")),
                    new Block.Image("ghcr.io/clawft/weft:v1", Optional.of(digest)),
                    new Block.Sizes(List.of()))));
    assertThat(text)
        .contains("| weft | `sha256:" + "ab".repeat(32) + "` |")
        .contains("| Benchmark | Result | Target |\n| --- | ---: | ---: |\n| startup | 12.3 ms | below 50 ms |")
        .contains("sha256sum --check --ignore-missing SHA256SUMS")
        .contains("gh attestation verify FILE --repo clawft/weft")
        .contains("Thanks to @ada, @bob and Cy.")
        .contains("docker pull ghcr.io/clawft/weft:v1")
        .doesNotContain("### Sizes");
  }

  @Test
  void driftIsFoundEntryByEntry() {
    String notes = ReleaseNotes.draft(List.of(new Block.Changes(CHANGES), sizes(5)));
    assertThat(Drift.find("0.4.0", Optional.of(CHANGES), Optional.of(notes), Optional.empty())).isEmpty();
    assertThat(Drift.find("0.4.0", Optional.of("### Added\n\n- One\n  (#1)\n* Two\n"), Optional.of(CHANGES), Optional.empty()))
        .isEmpty();
    assertThat(Drift.find("0.4.0", Optional.of(CHANGES), Optional.of(notes.replace("Two", "Too")), Optional.of("v0.4.0\n\n- One (#1)\n- Two\n- Three")))
        .extracting(Finding::rule, Finding::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("notes-drift", "\"Two\" stands in the changelog's section 0.4.0 and not in the release's text."),
            org.assertj.core.groups.Tuple.tuple("notes-drift", "\"Too\" stands in the release's text and not in the changelog's section 0.4.0."),
            org.assertj.core.groups.Tuple.tuple("tag-message-drift", "\"Three\" stands in the tag's message and not in the changelog's section 0.4.0."));
    assertThat(Drift.find("0.4.0", Optional.empty(), Optional.of(notes), Optional.empty()))
        .extracting(Finding::rule).containsExactly("changelog-missing-section");
    assertThat(Drift.find("0.4.0", Optional.empty(), Optional.empty(), Optional.of("v0.4.0\n\n- One")))
        .extracting(Finding::message).containsExactly("The tag has a text, but the changelog has no section 0.4.0.");
    assertThat(Drift.find("0.4.0", Optional.empty(), Optional.of("- One\n"), Optional.of("v0.4.0\n\n- Won")))
        .extracting(Finding::message)
        .contains("\"One\" stands in the release's text and not in the tag's message.", "\"Won\" stands in the tag's message and not in the release's text.");
    assertThat(Drift.lists("v0.4.0\n\nThe great one.")).isFalse();
  }

  @Test
  void aRemoteTextThatChangedIsNeverOverwrittenUnseen() {
    assertThat(RemoteText.compare("a\n", "a", "b\n")).isInstanceOf(RemoteText.Unchanged.class);
    assertThat(RemoteText.compare("a\n", "b\r\n", "b\n")).isInstanceOf(RemoteText.AlreadyThere.class);
    assertThat(RemoteText.compare("a\n", "c\n", "b\n"))
        .isInstanceOfSatisfying(
            RemoteText.Changed.class,
            changed -> assertThat(changed.merged().conflicts()).containsExactly(new MergedText.Conflict("a\n", "b\n", "c\n")));
  }

  @Test
  void everyVersionIsKeptAndCanBeBroughtBack(@TempDir Path folder) throws Exception {
    var versions = new TextVersions(folder.resolve("notes"), Clock.fixed(Instant.parse("2026-02-19T11:17:05Z"), ZoneOffset.UTC));
    assertThat(versions.list()).isEmpty();
    var first = versions.keep("one\n", TextVersions.Origin.GENERATED);
    versions.keep("two\n", TextVersions.Origin.EDITED);
    versions.keep("two\n", TextVersions.Origin.EDITED);
    versions.restore(first);
    assertThat(versions.list())
        .extracting(v -> v.number() + " " + v.origin().word() + " " + v.at())
        .containsExactly(
            "1 generated 2026-02-19T11:17:05Z", "2 edited 2026-02-19T11:17:05Z", "3 restored 2026-02-19T11:17:05Z");
    assertThat(versions.read(versions.list().getLast())).isEqualTo("one\n");
    assertThat(versions.newest(TextVersions.Origin.EDITED)).map(TextVersions.Version::number).contains(2);
  }
}
