package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;

  @Test
  void aGoodFolderHolds() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), HELLO + "  a.txt\n");
    CliRun run = CliRun.in(folder, "verify", ".", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.json().path("verdict").asText()).isEqualTo("passed");
    JsonNode file = run.json().path("files").get(1);
    assertThat(file.path("name").asText()).isEqualTo("a.txt");
    assertThat(file.path("checksum").asText()).isEqualTo("passed");
    assertThat(file.path("findings").isArray()).isTrue();
  }

  @Test
  void theDocumentTellsWhatWasVerifiedAndByWhat() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), HELLO + "  a.txt\n");
    JsonNode json = CliRun.in(folder, "verify", "SHA256SUMS", "--json").json();
    assertThat(json.at("/tool/name").asText()).isEqualTo("slipway");
    assertThat(json.at("/tool/version").asText()).isEqualTo(dev.slipway.fact.SlipwayVersion.number());
    assertThat(json.path("subject").asText()).isEqualTo(folder.resolve("SHA256SUMS").toString());
  }

  /// What *Copy commands for users* gives on the Artifacts page.
  @Test
  void theCommandsForUsersArePrintedForTheNotes() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), HELLO + "  a.txt\n");
    CliRun good = CliRun.in(folder, "verify", ".", "--format", "commands");
    assertThat(good.code()).isZero();
    assertThat(good.out()).isEqualTo("### Check what you downloaded\n\n```sh\nsha256sum -c --ignore-missing SHA256SUMS\n```\n");
    Files.writeString(folder.resolve("a.txt"), "hellp\n");
    CliRun bad = CliRun.in(folder, "verify", ".", "--format", "commands");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).doesNotContain("sha256sum");
    assertThat(bad.err()).contains("Failed");
  }

  @Test
  void anUnlistedFileFailsUnlessItIsAllowed() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("extra.md"), "?");
    Files.writeString(folder.resolve("SHA256SUMS"), HELLO + "  a.txt\n");
    CliRun failed = CliRun.in(folder, "verify", ".");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).contains("extra.md is listed in no manifest");
    assertThat(CliRun.in(folder, "verify", ".", "--allow-unlisted", "*.md").code()).isZero();
    assertThat(CliRun.in(folder, "verify", "SHA256SUMS").code()).isZero();
  }

  @Test
  void onlyEvidenceIsComparedWith() throws Exception {
    Files.writeString(folder.resolve("app.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  app.txt\n");
    String evidence = CliRun.in(folder, "verify", "SHA256SUMS", "--format", "evidence").out();
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(kept.resolve("evidence.json"), evidence);
    assertThat(CliRun.in(folder, "verify", "SHA256SUMS", "--since", "kept/evidence.json").code()).isZero();
    for (String other : new String[] {"{}", "[]", "", "{\"format\": \"slipway-verification/1\"}", "no JSON"}) {
      Files.writeString(kept.resolve("other.json"), other);
      CliRun run = CliRun.in(folder, "verify", "SHA256SUMS", "--since", "kept/other.json");
      assertThat(run.code()).as(other).isEqualTo(2);
      assertThat(run.err()).contains("no evidence of an earlier run");
    }
  }

  /// The repository of a clone is shown, and believed only when it is asked for; what was pinned is held to from then on.
  @Test
  void theCloneAroundTheFilesTellsWhoIsExpected() throws Exception {
    clone("git@github.com:example/app.git");
    Path dist = Files.createDirectory(folder.resolve("dist"));
    Files.writeString(dist.resolve("app.txt"), "hello\n");
    Files.writeString(dist.resolve("app.txt.sigstore.json"), minted("message.json"));
    Files.writeString(folder.resolve("root.json"), minted("root-with-logs.json"));
    Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.resolve("state").toString(), "HOME", folder.toString());
    CliRun shown = CliRun.in(folder, environment, "", "verify", "dist", "--trusted-root", "root.json");
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.err()).contains("a clone of https://github.com/example/app", "--checkout");
    CliRun believed = CliRun.in(folder, environment, "", "verify", "dist", "--trusted-root", "root.json", "--checkout", "--pin");
    assertThat(believed.code()).as(believed.out() + believed.err()).isZero();
    assertThat(believed.err()).contains("Expected: signed by a workflow of https://github.com/example/app", "Pinned for https://github.com/example/app");
    Files.writeString(dist.resolve("app.txt.sigstore.json"), minted("other-workflow.json"));
    CliRun alarm = CliRun.in(folder, environment, "", "verify", "dist", "--trusted-root", "root.json", "--checkout");
    assertThat(alarm.code()).isEqualTo(1);
    assertThat(alarm.out()).contains("pinned since");
    clone("git@github.com:stranger/app.git");
    assertThat(CliRun.in(folder, environment, "", "verify", "dist", "--trusted-root", "root.json", "--checkout").code()).isEqualTo(1);
    assertThat(CliRun.in(folder, environment, "", "verify", "dist", "--repo", "example/app", "--checkout").code()).isEqualTo(2);
  }

  private void clone(String remote) throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("remote", "origin", "url", remote);
      config.save();
    }
  }

  private static String minted(String name) throws Exception {
    try (InputStream in = VerifyCommandTest.class.getResourceAsStream("/dev/slipway/verify/minted/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What the gates ask of a release is asked of a folder, without any repository.
  @Test
  void aFolderIsHeldToAPolicy() throws Exception {
    Path dist = Files.createDirectory(folder.resolve("dist"));
    zip("dist/app.zip", "README.md");
    Files.copy(Path.of("src/test/resources/binaries/elf-x64-static"), dist.resolve("app-x86_64-linux-musl"));
    Files.writeString(dist.resolve("notes.txt"), "?");
    CliRun.in(folder, "verify", "dist", "--write-manifest", "dist/SHA256SUMS");
    Files.writeString(folder.resolve("policy.yml"), """
        archives: { contains: [README.md, LICENSE] }
        binaries: { require: [{ target: '*-musl', text: mi_malloc }] }
        """);
    assertThat(CliRun.in(folder, "verify", "dist").code()).isZero();
    CliRun held = CliRun.in(folder, "verify", "dist", "--policy", "policy.yml", "--tag", "v9.9.9", "--json");
    assertThat(held.code()).isEqualTo(1);
    assertThat(held.json().findValuesAsText("rule")).contains("archive-lacks", "required-text", "version-not-found");
    Files.writeString(dist.resolve("more.txt"), "?");
    Files.writeString(folder.resolve("policy.yml"), "checksums: { allow-unlisted: ['*.txt'] }\n");
    assertThat(CliRun.in(folder, "verify", "dist").code()).isEqualTo(1);
    assertThat(CliRun.in(folder, "verify", "dist", "--policy", "policy.yml").code()).isZero();
    Files.writeString(folder.resolve("policy.yml"), "archive: { contains: [LICENSE] }\n");
    CliRun misspelt = CliRun.in(folder, "verify", "dist", "--policy", "policy.yml");
    assertThat(misspelt.code()).isEqualTo(2);
    assertThat(misspelt.err()).contains("policy.yml:1", "Nothing was verified");
    assertThat(CliRun.in(folder, "verify", "dist", "--policy", "gone.yml").code()).isEqualTo(3);
  }

  @Test
  void whatIsNotThereIsOutOfReach() {
    CliRun run = CliRun.in(folder, "verify", "nowhere");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("nowhere is not there");
    assertThat(CliRun.in(folder, "verify").code()).isEqualTo(2);
  }

  @Test
  void inspectTellsPeopleWhatItsDocumentTellsPrograms() throws Exception {
    Files.copy(Path.of("src/test/resources/binaries/elf-x64-dynamic-gnu"), folder.resolve("weft"));
    assertThat(CliRun.in(folder, "inspect", "weft").out()).contains("  is executable", "  ABI gnu", "  needs GLIBC 2.", "  needs libc.so.6");
    assertThat(CliRun.in(folder, "inspect", "weft", "--json").out()).contains("\"glibc\" : \"2.", "\"versions\" : [");
  }

  @Test
  void aHostileArchiveIsAFindingAndAGoodOneIsNot() throws Exception {
    zip("good.zip", "bin/app");
    zip("bad.zip", "../app");
    assertThat(CliRun.in(folder, "inspect", "good.zip", "--json").code()).isZero();
    CliRun bad = CliRun.in(folder, "inspect", "bad.zip", "--json");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.json().path("format").asText()).isEqualTo("zip");
    assertThat(bad.json().path("findings").get(0).path("rule").asText()).isEqualTo("path-leaves-folder");
  }

  private void zip(String name, String member) throws Exception {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.putNextEntry(new ZipEntry(member));
      out.write("x".getBytes());
    }
  }
}
