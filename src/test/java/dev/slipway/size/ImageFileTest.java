package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Container images that lie in a file, written as their specifications have them.
class ImageFileTest {
  @TempDir Path folder;

  /// A tar with a file of 20,000 bytes.
  private byte[] layer;

  @BeforeEach
  void aLayer() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("weft", new byte[20_000]);
    layer = tar(files);
  }

  @Test
  void anOciLayoutIsHeldAgainstItsBudgetByWhatItsLayersUnpackTo() throws Exception {
    Path file = layout(true);
    SizeReport report = measured(file, layer.length - 1);
    assertThat(report.findings()).singleElement()
        .satisfies(finding -> assertThat(finding.message()).startsWith("image.tar: image for linux/arm64/v8 has"));
    SizeRow row = report.over().isEmpty() ? null : report.rows().get(1);
    assertThat(row).isNotNull();
    assertThat(row.size()).isEqualTo(layer.length);
    assertThat(row.stored()).hasValue(gzip(layer).length);
    assertThat(report.hasImage()).isTrue();
    assertThat(measured(file, layer.length).holds()).isTrue();
  }

  @Test
  void theSameWherePartsHaveBudgets() throws Exception {
    Path file = layout(true);
    Budgets budgets = new Budgets(List.of(Budget.of(Budget.Kind.IMAGE, layer.length - 1)), ComponentBudget.weft());
    assertThat(SizeReport.measure(List.of(ReleaseFile.of(file, "")), budgets, Progress.unwatched()).over()).hasSize(1);
  }

  @Test
  void whatBuildxAttachesIsNoImage() throws Exception {
    ArtifactTree.Trees trees = ArtifactTree.of(layout(true), Progress.unwatched());
    assertThat(trees.image().orElseThrow().platforms()).extracting(ImageFile.Platform::name).containsExactly("linux/arm64/v8");
    assertThat(trees.tree().parts()).extracting(SizeTree::name).contains("layer 1 of linux/arm64/v8");
  }

  @Test
  void whatDockerSavesIsAnImage() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String id = "a".repeat(64);
    files.put(id + "/layer.tar", layer);
    files.put("b".repeat(64) + ".json", text("{\"architecture\":\"amd64\",\"os\":\"linux\"}"));
    files.put("manifest.json", text("[{\"Config\":\"%s.json\",\"RepoTags\":[\"weft:0.1\"],\"Layers\":[\"%s/layer.tar\"]}]".formatted("b".repeat(64), id)));
    Path file = folder.resolve("saved.tar.gz");
    Files.write(file, gzip(tar(files)));
    ImageFile.Platform platform = ArtifactTree.of(file, Progress.unwatched()).image().orElseThrow().platforms().getFirst();
    assertThat(platform.name()).isEqualTo("linux/amd64");
    assertThat(platform.unpacked()).isEqualTo(layer.length);
  }

  @Test
  void aLayerThatIsNotThereIsTold() throws Exception {
    Path file = layout(false);
    assertThatThrownBy(() -> ArtifactTree.of(file, Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("names blobs/sha256/").hasMessageContaining("not measured");
    assertThat(measured(file, 1 << 20).holds()).isFalse();
  }

  @Test
  void anOrdinaryTarIsNone() throws Exception {
    Path file = folder.resolve("plain.tar");
    Files.write(file, tar(Map.of("manifest.json", text("{\"name\":\"weft\"}"), "index.json", text("not json"))));
    assertThat(ArtifactTree.of(file, Progress.unwatched()).image()).isEmpty();
  }

  private SizeReport measured(Path file, long limit) throws Exception {
    return SizeReport.measure(
        List.of(ReleaseFile.of(file, "")), new Budgets(List.of(Budget.of(Budget.Kind.IMAGE, limit), Budget.of(Budget.Kind.ARCHIVE, 1))),
        Progress.unwatched());
  }

  /// The index comes last and leads through another one, as buildx writes it.
  private Path layout(boolean whole) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] config = text("{\"architecture\":\"arm64\",\"os\":\"linux\",\"variant\":\"v8\"}");
    byte[] packed = gzip(layer);
    byte[] manifest =
        text("{\"schemaVersion\":2,\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\"}]}".formatted(digest(config), digest(packed)));
    byte[] proof = text("{\"schemaVersion\":2,\"layers\":[]}");
    byte[] inner =
        text("{\"manifests\":[{\"digest\":\"%s\"},{\"digest\":\"%s\",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}}]}"
            .formatted(digest(manifest), digest(proof)));
    for (byte[] blob : whole ? List.of(config, packed, manifest, proof, inner) : List.of(config, manifest, proof, inner)) {
      files.put("blobs/" + digest(blob).replace(':', '/'), blob);
    }
    files.put("oci-layout", text("{\"imageLayoutVersion\":\"1.0.0\"}"));
    files.put("index.json", text("{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\"}]}".formatted(digest(inner))));
    Path file = folder.resolve("image.tar");
    Files.write(file, tar(files));
    return file;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] bytes) throws Exception {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
