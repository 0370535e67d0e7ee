package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.Fixtures;
import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeReportTest {
  private static final String MUSL = "x86_64-unknown-linux-musl";

  @TempDir Path folder;
  private Path zip;
  private Path tarball;
  private Path gz;

  @BeforeEach
  void pack() throws Exception {
    byte[] binary = Files.readAllBytes(Fixtures.file("elf-x64-static"));
    zip = folder.resolve("weft.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("weft"));
      out.write(binary);
      out.putNextEntry(new ZipEntry("README.md"));
      out.write("read me".repeat(50).getBytes());
    }
    tarball = folder.resolve("weft.tar.gz");
    try (OutputStream file = Files.newOutputStream(tarball);
        var tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      var entry = new TarArchiveEntry("weft");
      entry.setSize(binary.length);
      tar.putArchiveEntry(entry);
      tar.write(binary);
      tar.closeArchiveEntry();
    }
    gz = folder.resolve("clawft.wasm.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(Files.readAllBytes(Fixtures.file("wasm-names.wasm")));
    }
  }

  @Test
  void measuresEveryFileAndEveryMember() throws Exception {
    SizeReport report = measure(Budgets.none());

    assertThat(report.rows()).extracting(SizeRow::title)
        .containsExactly("weft.zip", "weft.zip: weft", "weft.zip: README.md", "weft.tar.gz", "weft.tar.gz: weft",
            "clawft.wasm.gz", "clawft.wasm.gz: clawft.wasm");
    assertThat(report.rows().get(1).size()).isEqualTo(Files.size(Fixtures.file("elf-x64-static")));
    assertThat(report.rows().get(4).size()).isEqualTo(Files.size(Fixtures.file("elf-x64-static")));
    assertThat(report.rows().get(1).kind()).contains(Budget.Kind.BINARY);
    assertThat(report.rows().get(2).kind()).isEmpty();
    assertThat(report.rows().get(6).kind()).contains(Budget.Kind.WASM);
    assertThat(report.holds()).isTrue();
  }

  @Test
  void exactlyTheLimitHoldsAndOneByteMoreDoesNot() throws Exception {
    long size = Files.size(Fixtures.file("elf-x64-static"));

    assertThat(measure(new Budgets(List.of(Budget.of(Budget.Kind.BINARY, size)))).holds()).isTrue();

    SizeReport over = measure(new Budgets(List.of(Budget.of(Budget.Kind.BINARY, size - 1))));
    assertThat(over.holds()).isFalse();
    assertThat(over.over()).hasSize(2).allSatisfy(result -> assertThat(result.over()).isEqualTo(1));
    assertThat(over.findings()).extracting(Finding::rule).containsOnly("over-budget");
  }

  @Test
  void aBudgetForTheTargetGoesBeforeTheOneForAll() throws Exception {
    var budgets = new Budgets(List.of(Budget.of(MUSL, Budget.Kind.BINARY, 1_000_000), Budget.of(Budget.Kind.BINARY, 10)));

    assertThat(measure(budgets).holds()).isTrue();
  }

  @Test
  void aDamagedArchiveIsNoPass() throws Exception {
    byte[] bytes = Files.readAllBytes(tarball);
    Files.write(tarball, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    SizeReport report = measure(Budgets.weft());

    assertThat(report.holds()).isFalse();
    assertThat(report.findings()).extracting(Finding::rule).contains("not-measured");
  }

  @Test
  void anArchivesTreeSumsToItsBytes() throws Exception {
    for (Path file : List.of(zip, tarball, gz)) {
      ArtifactTree.Trees trees = ArtifactTree.of(file, Progress.unwatched());

      assertThat(trees.tree().size()).isEqualTo(Files.size(file));
      assertThat(trees.inside()).hasSize(1);
    }
    assertThat(ArtifactTree.of(zip, Progress.unwatched()).main().size())
        .isEqualTo(Files.size(Fixtures.file("elf-x64-static")));
  }

  @Test
  void aMemberOfACompressedTarTakesWhatWentByWhileItWasRead() throws Exception {
    Path file = folder.resolve("two.tar.gz");
    byte[] noise = new byte[100_000];
    new java.util.Random(1).nextBytes(noise);
    try (OutputStream out = Files.newOutputStream(file); var tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (String name : List.of("text", "noise", "more")) {
        byte[] content = name.equals("noise") ? noise : "read me ".repeat(200).getBytes();
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }

    List<ArtifactTree.Member> members = ArtifactTree.of(file, Progress.unwatched()).members();

    assertThat(members.get(1).stored()).isBetween(99_000L, 101_500L);
    assertThat(members.get(2).stored()).isLessThan(1_500L);
  }

  @Test
  void aComponentOverItsShareIsAWarningAndNoBlock() throws Exception {
    Path binary = Fixtures.file("elf-x64-rust-names");
    var budgets =
        new Budgets(List.of(), List.of(
            ComponentBudget.of("my-crate", Budget.Kind.BINARY, 160, "mycrate"),
            ComponentBudget.of("the other", Budget.Kind.BINARY, 159, "oth*"),
            ComponentBudget.of("of wasm", Budget.Kind.WASM, 1, "*")));

    SizeReport report = SizeReport.measure(List.of(ReleaseFile.of(binary, MUSL)), budgets, Progress.unwatched());

    assertThat(report.components()).extracting(ComponentBudget.Result::size).containsExactly(160L, 160L);
    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("over-component-budget");
      assertThat(finding.message()).contains("the other takes 160 B", "1 B more than its 159 B");
    });
    assertThat(report.holds()).isTrue();
  }

  @Test
  void whereComponentsHaveBudgetsTheRowsAreTheSame() throws Exception {
    List<Budget> all = List.of(Budget.of(Budget.Kind.BINARY, 10), Budget.of(Budget.Kind.GZ, 10));

    assertThat(measure(new Budgets(all, ComponentBudget.weft())).rows()).isEqualTo(measure(new Budgets(all)).rows());
  }

  @Test
  void theFoundingComponentsAreThoseOfSection44() {
    assertThat(ComponentBudget.weft().stream().filter(c -> c.kind() == Budget.Kind.WASM).mapToLong(ComponentBudget::limit).sum())
        .isEqualTo(242 * 1024);
    assertThat(ComponentBudget.weft().stream().filter(c -> c.kind() == Budget.Kind.BINARY).mapToLong(ComponentBudget::limit).sum())
        .isEqualTo(12L << 20); // the plan's 15 MB leave 3 MB to all other dependencies
  }

  @Test
  void theFoundingBudgetsAreThoseOfThePlan() {
    assertThat(Budgets.weft().of("any", Budget.Kind.BINARY)).contains(Budget.of(Budget.Kind.BINARY, 15_728_640));
    assertThat(Budgets.weft().of("any", Budget.Kind.WASM)).contains(Budget.of(Budget.Kind.WASM, 307_200));
    assertThat(Budgets.weft().of("any", Budget.Kind.GZ)).contains(Budget.of(Budget.Kind.GZ, 122_880));
  }

  private SizeReport measure(Budgets budgets) throws Exception {
    return SizeReport.measure(
        List.of(ReleaseFile.of(zip, MUSL), ReleaseFile.of(tarball, MUSL), ReleaseFile.of(gz, "wasm32-wasip2")),
        budgets, Progress.unwatched());
  }

  /// What stands before the compressed bytes has a length of its own: gzip keeps the name of what it compressed.
  @Test
  void ofAGzipFileOnlyTheCompressedBytesAreItsMembers() throws Exception {
    byte[] plain = Files.readAllBytes(gz);
    Path named = folder.resolve("named.wasm.gz");
    byte[] name = {'c', 'l', 'a', 'w', 'f', 't', 0};
    byte[] with = new byte[plain.length + name.length];
    System.arraycopy(plain, 0, with, 0, 10);
    System.arraycopy(name, 0, with, 10, name.length);
    System.arraycopy(plain, 10, with, 10 + name.length, plain.length - 10);
    with[3] |= 8;
    Files.write(named, with);

    assertThat(ArtifactTree.of(named, Progress.unwatched()).members()).singleElement()
        .satisfies(member -> assertThat(member.stored()).isEqualTo(plain.length - 18));
    assertThat(ArtifactTree.of(gz, Progress.unwatched()).members()).singleElement()
        .satisfies(member -> assertThat(member.stored()).isEqualTo(plain.length - 18));
  }

  @Test
  void anArchivesDigestIsThatOfItsBytesHoweverItsReaderJumps() throws Exception {
    Path far = folder.resolve("far.zip");
    try (OutputStream file = Files.newOutputStream(far)) {
      file.write(new byte[300_000]); // what an installer puts before its archive
      file.write(Files.readAllBytes(zip));
    }
    for (Path file : List.of(zip, tarball, gz, stored())) {
      assertThat(ArtifactTree.hashed(file, Progress.unwatched()).orElseThrow().digest().hex()).as(file.toString()).isEqualTo(sha256(file));
    }
    try (var channel = HashingChannel.open(far); var jumping = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      jumping.getInputStream(jumping.getEntry("README.md")).readAllBytes();
      assertThat(channel.digest().hex()).isEqualTo(sha256(far));
    }
    assertThat(ArtifactTree.hashed(Fixtures.file("elf-x64-static"), Progress.unwatched())).isEmpty();
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /// A zip whose members are not compressed.
  private Path stored() throws Exception {
    Path file = folder.resolve("stored.zip");
    try (var out = new ZipArchiveOutputStream(file)) {
      out.setMethod(ZipEntry.STORED);
      for (String name : List.of("weft", "CHANGES.txt")) {
        byte[] bytes = name.equals("weft") ? Files.readAllBytes(Fixtures.file("elf-x64-static")) : "word ".repeat(30_000).getBytes();
        var entry = new ZipArchiveEntry(name);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
    return file;
  }

  @Test
  void membersThatAreNotCompressedCouldBe() throws Exception {
    assertThat(ArtifactTree.savings(zip, Progress.unwatched())).doesNotContainKey("weft.zip");

    List<Saving> savings = ArtifactTree.savings(stored(), Progress.unwatched()).get("stored.zip");
    assertThat(savings).singleElement().satisfies(saving -> {
      assertThat(saving.what()).isEqualTo("members that are not compressed (2)");
      assertThat(saving.bytes()).isBetween(145_000L, 155_000L);
      assertThat(saving.kind()).isEqualTo(Saving.Kind.ESTIMATE);
    });
  }

  @Test
  void ofTwoMembersOfOneNameNeitherHidesTheOther() throws Exception {
    Path twice = folder.resolve("twice.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(twice))) {
      for (String fixture : List.of("elf-x64-debug", "elf-x64-stripped")) {
        var entry = new TarArchiveEntry("weft");
        entry.setSize(Files.size(Fixtures.file(fixture)));
        tar.putArchiveEntry(entry);
        Files.copy(Fixtures.file(fixture), tar);
        tar.closeArchiveEntry();
      }
    }
    assertThat(ArtifactTree.of(twice, Progress.unwatched()).largest().orElseThrow().tree().size())
        .isEqualTo(Files.size(Fixtures.file("elf-x64-debug")));
  }

  /// A gate that passes because nothing was looked at is the worst there is.
  @Test
  void aTargetWhoseBinaryCannotBeSeenIsNotJudged() throws Exception {
    Path deb = Files.write(folder.resolve("weft.deb"), "!<arch>\ndebian-binary   0".getBytes());
    Budgets budgets = Budgets.weft();
    var files = List.of(ReleaseFile.of(zip, "x86_64-apple-darwin"), ReleaseFile.of(deb, MUSL), ReleaseFile.of(folder.resolve("checksums.txt"), ""));
    Files.writeString(folder.resolve("checksums.txt"), "");

    assertThat(SizeReport.measure(files, budgets, Progress.unwatched()).unjudged()).containsExactly(MUSL);
    assertThat(SizeReport.measure(files, Budgets.none(), Progress.unwatched()).unjudged()).isEmpty();
    assertThat(SizeReport.measure(files.subList(0, 1), budgets, Progress.unwatched()).unjudged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "xz", "zst", "bz2"})
  void whatIsCompressedInSeveralStreamsIsReadToItsEnd(String form) throws Exception {
    byte[] binary = Files.readAllBytes(Fixtures.file("elf-x64-static"));
    Path single = folder.resolve("weft." + form);
    Path tar = folder.resolve("weft.tar." + form);
    for (Path to : List.of(single, tar)) {
      var whole = new ByteArrayOutputStream();
      if (to == tar) {
        var out = new TarArchiveOutputStream(whole);
        var entry = new TarArchiveEntry("weft");
        entry.setSize(binary.length);
        out.putArchiveEntry(entry);
        out.write(binary);
        out.closeArchiveEntry();
        out.close();
      } else {
        whole.write(binary);
      }
      byte[] bytes = whole.toByteArray();
      try (OutputStream file = Files.newOutputStream(to)) {
        for (int half = 0; half < 2; half++) {
          var packed = new ByteArrayOutputStream();
          try (OutputStream stream = compressed(form, packed)) {
            stream.write(bytes, half * (bytes.length / 2), half == 0 ? bytes.length / 2 : bytes.length - bytes.length / 2);
          }
          packed.writeTo(file);
        }
      }
      ArtifactTree.Trees trees = ArtifactTree.hashed(to, Progress.unwatched()).orElseThrow().trees();
      assertThat(trees.members()).singleElement().satisfies(member -> {
        assertThat(member.name()).isEqualTo("weft");
        assertThat(member.size()).isEqualTo(binary.length);
      });
      assertThat(trees.largest().orElseThrow().kind()).isEqualTo(Budget.Kind.BINARY);
    }
  }

  private static OutputStream compressed(String form, OutputStream to) throws Exception {
    return switch (form) {
      case "gz" -> new GZIPOutputStream(to);
      case "xz" -> new XZCompressorOutputStream(to);
      case "zst" -> new ZstdCompressorOutputStream(to);
      default -> new BZip2CompressorOutputStream(to);
    };
  }
}
