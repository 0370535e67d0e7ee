package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The archives other people test their readers with: Go's (Debian's `golang-*-src`) and Python's (`libpython3-testsuite`). None
/// may crash or hang us, and the good ones get no finding.
@Timeout(60)
class ForeignArchivesTest {
  /// What deserves a finding. Go reads some of these without a word.
  private static final Map<String, Set<String>> OF_GO =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("dupdir.zip", Set.of("file-and-folder")), Map.entry("readme.zip", Set.of("trailing-data")),
              Map.entry("symlink.zip", Set.of("link-leaves-folder")), Map.entry("test-baddirsz.zip", Set.of("no-directory")),
              Map.entry("test-prefix.zip", Set.of("prefix-data", "trailing-data")),
              Map.entry("test-trailing-junk.zip", Set.of("trailing-data")), Map.entry("gnu-sparse-big.tar", Set.of("too-large")),
              Map.entry("gnu-multi-hdrs.tar", Set.of("two-names")),
              Map.entry("hdr-only.tar", Set.of("duplicate-member", "headers-disagree", "special-file")),
              Map.entry("invalid-go17.tar", Set.of("two-names")), Map.entry("issue10968.tar", Set.of("bad-header")), Map.entry("issue11169.tar", Set.of("pax-malformed")),
              Map.entry("issue12435.tar", Set.of("bad-header")), Map.entry("neg-size.tar", Set.of("bad-header")),
              Map.entry("pax-bad-hdr-file.tar", Set.of("pax-malformed")),
              Map.entry("pax-bad-hdr-large.tar.bz2", Set.of("header-too-large")),
              Map.entry("pax-bad-mtime-file.tar", Set.of("pax-number")),
              Map.entry("pax-multi-hdrs.tar", Set.of("two-names")),
              Map.entry("pax-path-hdr.tar", Set.of("header-without-member", "archive-empty")),
              Map.entry("pax-global-records.tar", Set.of("pax-global")), Map.entry("pax-nul-path.tar", Set.of("name-control")),
              Map.entry("pax-pos-size-file.tar", Set.of("headers-disagree")), Map.entry("pax-sparse-big.tar", Set.of("too-large")),
              Map.entry("writer-big-long.tar", Set.of("too-large")), Map.entry("writer-big.tar", Set.of("too-large"))));

  @Test
  void goTestData() throws Exception {
    Path sources;
    try (Stream<Path> share = Files.isDirectory(Path.of("/usr/share")) ? Files.list(Path.of("/usr/share")) : Stream.empty()) {
      sources = share.filter(path -> path.getFileName().toString().matches("go-1\\.\\d+")).sorted().findFirst().orElse(Path.of("none"));
    }
    Path archive = sources.resolve("src/archive");
    Assumptions.assumeTrue(Files.isDirectory(archive.resolve("zip/testdata")), "skipped: golang-*-src is not installed");
    Map<String, Set<String>> found = new TreeMap<>();
    found.putAll(inspected(archive.resolve("zip/testdata")));
    found.putAll(inspected(archive.resolve("tar/testdata")));
    assertThat(found).hasSizeGreaterThan(60);
    found.forEach((name, rules) -> assertThat(rules).as(name).isEqualTo(OF_GO.getOrDefault(name, Set.of())));
  }

  @Test
  void pythonTestData() throws Exception {
    Path folder = Path.of("/usr/lib/python3.11/test");
    Assumptions.assumeTrue(Files.exists(folder.resolve("recursion.tar")), "skipped: libpython3.11-testsuite is not installed");
    Map<String, Set<String>> found = inspected(folder);
    for (String good : List.of("ziptestdata.zip", "zip_cp437_header.zip")) {
      assertThat(found.get(good)).as(good).isEmpty();
    }
    assertThat(found.get("recursion.tar")).as("a PAX record of length nought, in which a reader once turned for ever").isNotEmpty();
    assertThat(found.get("testtar.tar")).as("it holds devices, and a file that is empty by one header alone").containsExactly("headers-disagree", "special-file");
  }

  private static Map<String, Set<String>> inspected(Path folder) throws Exception {
    Map<String, Set<String>> found = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).filter(path -> path.toString().matches("(?s).*\\.(zip|tar|tar\\.\\w+)")).toList();
    }
    for (Path file : files) {
      if (ArchiveReader.recognise(file).isPresent()) {
        Inspection inspection = new ArchiveReader(Limits.standard()).inspect(file, Progress.unwatched());
        Set<String> rules =
            inspection.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(Finding::rule)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inspection.complete() || !rules.isEmpty()).as("%s says why it was not read to its end", file).isTrue();
        found.put(file.getFileName().toString(), rules);
      }
    }
    return found;
  }
}
