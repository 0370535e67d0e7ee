package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.task.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives made to hurt: each gets the findings it deserves, and no other.
class HostileArchivesTest {
  /// Half a gigabyte of zeros is compressed four times over for them. The compressors are told to hurry, which makes the bombs a
  /// little larger and no less of a bomb.
  private static final String IN_A_HURRY =
      """
      import lzma, subprocess, sys
      compress, run = lzma.compress, subprocess.run
      lzma.compress = lambda data, **how: compress(data, **({"preset": 0} if how == {"preset": 6} else how))
      subprocess.run = lambda words: run([{"-19": "-1", "-20": "-1"}.get(word, word) for word in words])
      sys.argv = sys.argv[1:]
      source = open(sys.argv[0]).read().replace("body=pre; cds=b''", "body=bytearray(pre); cds=bytearray()")
      exec(compile(source, sys.argv[0], "exec"))
      """;

  private static final Path made = Path.of("target", "hostile-archives");

  /// The rules each archive breaks; nothing for the good ones.
  private static final Map<String, Set<String>> DESERVED =
      words(
          Stream.of(
                  "gz_badcrc.tar.gz damaged", "gz_bomb.tar.gz compression-bomb", "gz_multi.tar.gz data-after-end",
                  "gz_trailing.tar.gz trailing-data", "gz_trunc.tar.gz damaged", "tar_abs.tar path-absolute",
                  "tar_bad_cksum.tar bad-header", "tar_base256_neg.tar negative-size", "tar_concat.tar data-after-end",
                  "tar_device.tar special-file", "tar_dotdup.tar duplicate-member path-dotdot",
                  "tar_dup.tar duplicate-member", "tar_global_pax.tar pax-global", "tar_gnu_long.tar",
                  "tar_gnulong_claim8g.tar header-too-large", "tar_hardlink_escape.tar link-leaves-folder",
                  "tar_hardlink_to_symlink.tar link-leaves-folder hard-link-to-link path-through-link", "tar_ok.tar",
                  "tar_pax_claim8g.tar header-too-large", "tar_pax_hugemtime.tar pax-number",
                  "tar_pax_hugesize.tar too-large", "tar_pax_linkpath.tar link-leaves-folder",
                  "tar_pax_longfrac.tar pax-number", "tar_pax_negsize.tar negative-size", "tar_pax_nul.tar name-control",
                  "tar_pax_path.tar path-leaves-folder", "tar_pax_size.tar headers-disagree", "tar_setuid.tar setuid",
                  "tar_slip.tar path-leaves-folder", "tar_sparse_1tb.tar too-large",
                  "tar_symlink_chain.tar path-through-link",
                  "tar_symlink_escape.tar link-leaves-folder path-through-link", "xz_badcheck.tar.xz damaged",
                  "xz_bigdict.tar.xz", "xz_bomb.tar.xz compression-bomb", "xz_dict3g.tar.xz window-too-large",
                  "xz_ok.tar.xz", "zip_abs.zip path-absolute", "zip_backslash.zip path-leaves-folder",
                  "zip_badutf8.zip name-not-utf8", "zip_bomb_flat.zip compression-bomb", "zip_case.zip colliding-names",
                  "zip_cd_usize_lie.zip size-differs", "zip_comment_eocd.zip several-archives",
                  "zip_concat.zip hidden-member", "zip_crc_bad.zip crc-differs", "zip_ctrl.zip name-control",
                  "zip_device.zip special-file", "zip_dir_file.zip file-and-folder", "zip_drive.zip path-absolute",
                  "zip_dup.zip duplicate-member", "zip_empty_name.zip name-empty",
                  "zip_encrypted_flag.zip encrypted-member", "zip_eocd_count_lie.zip count-differs",
                  "zip_fifield_quoted.zip overlapping-members", "zip_hidden_lfh.zip hidden-member",
                  "zip_lfh_name_mismatch.zip headers-disagree", "zip_lfh_size_mismatch.zip headers-disagree",
                  "zip_many.zip too-many-members", "zip_nested.zip nested-archives",
                  "zip_nfc_nfd.zip colliding-names", "zip_nul.zip name-control", "zip_ok.zip",
                  "zip_overlap_same.zip overlapping-members", "zip_prefix_sfx.zip prefix-data",
                  "zip_reserved.zip name-reserved path-absolute", "zip_setuid.zip setuid",
                  "zip_slip.zip path-leaves-folder", "zip_symlink_abs.zip link-leaves-folder",
                  "zip_symlink_escape.zip link-leaves-folder path-through-link", "zip_trailing.zip trailing-data",
                  "zip_trunc.zip no-directory", "zip_unc.zip path-absolute", "zip_unicode_path.zip two-names",
                  "zip_zip64_nolocator.zip no-directory", "zst_badcheck.tar.zst damaged",
                  "zst_bomb.tar.zst compression-bomb", "zst_ck.tar.zst", "zst_ok.tar.zst", "zst_skippable.tar.zst",
                  "zst_window2g.tar.zst window-too-large"));

  @BeforeAll
  static void makeThem() throws Exception {
    Path script = Path.of(System.getProperty("slipway.inputs", "../shared"), "tools/hostile-archives.py");
    Assumptions.assumeTrue(Files.exists(script), "skipped: hostile-archives.py is not there");
    if (Files.isDirectory(made) && archives().size() == DESERVED.size()) {
      return;
    }
    Process python;
    try {
      python =
          new ProcessBuilder("python3", "-c", IN_A_HURRY, script.toString(), made.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (java.io.IOException e) {
      Assumptions.abort("skipped: python3 is not installed");
      return;
    }
    Assumptions.assumeTrue(python.waitFor() == 0, "skipped: the script needs zstd, which is not installed");
  }

  /// In a virtual machine of its own that has 128 MB and no more, whatever an archive claims.
  @Test
  void eachGetsExactlyTheFindingItDeservesInLittleMemory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "--enable-native-access=ALL-UNNAMED",
                InSmallMemory.class.getName(), made.toString())
            .redirectErrorStream(true)
            .start();
    List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).as("%s", said).isZero();
    assertThat(words(said.stream()))
        .isEqualTo(DESERVED);
  }

  @Test
  void noHostileOneLeavesAnythingBehindWhenUnpacked(@TempDir Path around) throws Exception {
    for (Path archive : archives()) {
      Path folder = around.resolve("into/" + archive.getFileName());
      try {
        new Unpack(Limits.standard()).into(archive, folder, Progress.unwatched());
      } catch (Problem e) {
        continue;
      }
      assertThat(new ArchiveReader(Limits.standard()).inspect(archive, Progress.unwatched()).findings())
          .as(archive.toString()).extracting(Finding::severity).doesNotContain(Severity.ERROR);
      try (var unpacked = Files.walk(folder)) {
        unpacked.sorted(Comparator.reverseOrder()).forEach(path -> assertThat(path.toFile().delete()).isTrue());
      }
    }
    try (var left = Files.walk(around)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /// Tells what it finds in every archive of a folder.
  static final class InSmallMemory {
    private InSmallMemory() {}

    public static void main(String[] arguments) throws Exception {
      try (var all = Files.list(Path.of(arguments[0]))) {
        for (Path archive : all.sorted().toList()) {
          Stream<String> rules =
              new ArchiveReader(Limits.standard()).inspect(archive, Progress.unwatched()).findings().stream()
                  .filter(finding -> finding.severity() != Severity.INFO)
                  .map(Finding::rule);
          System.out.println(Stream.concat(Stream.of(archive.getFileName().toString()), rules).collect(Collectors.joining(" ")));
        }
      }
    }
  }

  private static List<Path> archives() throws Exception {
    try (var all = Files.list(made)) {
      return all.sorted().toList();
    }
  }

  /// By the first word of each line, the others.
  private static Map<String, Set<String>> words(Stream<String> lines) {
    return lines.map(line -> List.of(line.split(" ")))
        .collect(Collectors.toMap(List::getFirst, words -> Set.copyOf(words.subList(1, words.size())), (one, _) -> one, TreeMap::new));
  }
}
