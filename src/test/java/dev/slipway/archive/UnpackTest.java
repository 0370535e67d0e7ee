package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTest {
  @TempDir Path folder;

  @Test
  void writesThePlainFilesIntoTheirFolder() throws Exception {
    Path zip = zip("app/run", "app/lib/code");
    var files = new Unpack(Limits.standard()).into(zip, folder.resolve("out"), Progress.unwatched());
    assertThat(files).extracting(Unpack.Unpacked::path).containsExactly(folder.resolve("out/app/run"), folder.resolve("out/app/lib/code"));
    for (Unpack.Unpacked file : files) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.path()));
      assertThat(file.sha256()).isEqualTo(Digest.of(Digest.Algorithm.SHA256, digest));
    }
    assertThat(folder.resolve("out/app/run")).hasContent("content of app/run");
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactlyInAnyOrder(zip, folder.resolve("out"));
    }
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws Exception {
    Path zip = zip("a");
    assertThatThrownBy(() -> new Unpack(Limits.standard()).into(zip, folder, Progress.unwatched()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not empty");
    assertThat(zip).exists();
  }

  @Test
  void leavesNothingBehindWhereAMemberWouldLeaveTheFolder() throws Exception {
    Path zip = zip("good", "../bad");
    assertThatThrownBy(() -> new Unpack(Limits.standard()).into(zip, folder.resolve("out"), Progress.unwatched()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("`../bad` does not stay in the folder");
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactly(zip);
    }
  }

  @Test
  void aDiskThatRefusesAFileIsNotBlamedOnTheArchive() throws Exception {
    Path zip = zip("good", "x".repeat(300));
    assertThatThrownBy(() -> new Unpack(Limits.standard()).into(zip, folder.resolve("out"), Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("could not be unpacked into " + folder + ": File name too long")
        .hasMessageContaining("Nothing was left behind").hasMessageNotContaining("cannot be read");
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactly(zip);
    }
  }

  private Path zip(String... names) throws Exception {
    Path zip = folder.resolve("packed.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(("content of " + name).getBytes());
      }
    }
    return zip;
  }
}
