package dev.slipway.size;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Gathers what makes an image of an archive while its members go by, for what names the layers may come behind them
/// (OCI image layout 1.1; Docker image specification 1.3 for `manifest.json`).
final class ImageParts {
  private static final Pattern DOCUMENT = Pattern.compile("(index|manifest)\\.json|oci-layout|[0-9a-f]{64}\\.json");
  private static final Pattern BLOB = Pattern.compile("blobs/[a-z0-9+._-]+/[0-9a-f]{32,128}|[0-9a-f]{64}/layer\\.tar");
  private static final int LONGEST_DOCUMENT = 1 << 20;
  private static final int MOST_DOCUMENTS = 1000;
  private static final int MOST_PLATFORMS = 200;
  private static final int DEEPEST_INDEX = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A member as it is, and unpacked.
  private record Blob(String member, long stored, long unpacked) {}

  private final Path file;
  private final Progress progress;
  private final Map<String, byte[]> documents = new HashMap<>();
  private final Map<String, Blob> blobs = new HashMap<>();

  /// @param file what to call the archive in messages
  ImageParts(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /// Looks at a member that may belong to an image.
  ///
  /// @param start   how it begins
  /// @param content the rest
  void look(String member, byte[] start, InputStream content) throws IOException, Problem, Cancelled {
    String name = plain(member);
    boolean blob = BLOB.matcher(name).matches();
    if (!blob && !DOCUMENT.matcher(name).matches()) {
      return;
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), new ArchiveMembers.Kept(content));
    boolean json = start.length > 0 && (start[0] == '{' || start[0] == '[');
    if (json && documents.size() < MOST_DOCUMENTS) {
      byte[] text = whole.readNBytes(LONGEST_DOCUMENT + 1);
      if (text.length <= LONGEST_DOCUMENT) {
        documents.put(name, text);
      }
    } else if (blob) {
      Packing packing = Packing.of("layer", start);
      var counted = new dev.slipway.archive.CountingStream(whole);
      long unpacked =
          switch (packing) {
            case GZ, XZ, ZST, BZ2 -> length(ArchiveMembers.opened(packing, counted));
            case ZIP, TAR, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2, NATIVE, WASM, OTHER -> length(counted);
          };
      length(counted);
      blobs.put(name, new Blob(member, counted.count(), unpacked));
    }
  }

  private long length(InputStream content) throws IOException, Problem, Cancelled {
    byte[] chunk = new byte[1 << 16];
    long length = 0;
    for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
      length += n;
      if (length > ArchiveMembers.MOST_BYTES) {
        throw Problem.outOfReach("%s has a layer of more than 16 GB, so it was not measured.".formatted(file));
      }
      progress.checkCancelled();
    }
    return length;
  }

  /// The image; empty where the archive is none.
  ///
  /// @throws Problem when it says that it is one, but its layers are not there
  Optional<ImageFile> image() throws Problem {
    List<ImageFile.Platform> platforms = new ArrayList<>();
    try {
      if (documents.containsKey("oci-layout") && documents.containsKey("index.json")) {
        index(document("index.json"), platforms, 0);
      } else if (documents.containsKey("manifest.json") && document("manifest.json").isArray()) {
        for (JsonNode image : document("manifest.json")) {
          if (image.path("Layers").isArray() && platforms.size() < MOST_PLATFORMS) {
            platforms.add(saved(image));
          }
        }
      }
    } catch (JacksonException e) {
      throw Problem.outOfReach("%s looks like a container image, but what describes it is no JSON. It was not measured.".formatted(file), e);
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read.".formatted(file), e);
    }
    return platforms.isEmpty() ? Optional.empty() : Optional.of(new ImageFile(platforms));
  }

  private void index(JsonNode index, List<ImageFile.Platform> platforms, int depth) throws IOException, Problem {
    for (JsonNode descriptor : index.path("manifests")) {
      // What buildx attaches, such as provenance, is no image to run.
      boolean attached = descriptor.path("annotations").has("vnd.docker.reference.type");
      if (attached || depth > DEEPEST_INDEX || platforms.size() >= MOST_PLATFORMS) {
        continue;
      }
      JsonNode manifest = document(blob(descriptor.path("digest").asText()));
      if (manifest.has("manifests")) {
        index(manifest, platforms, depth + 1);
      } else if (manifest.path("layers").isArray()) {
        JsonNode named = descriptor.path("platform");
        JsonNode platform = named.has("os") ? named : config(blob(manifest.path("config").path("digest").asText()));
        List<ImageFile.Layer> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
          layers.add(layer(blob(layer.path("digest").asText())));
        }
        platforms.add(new ImageFile.Platform(name(platform), layers));
      }
    }
  }

  private ImageFile.Platform saved(JsonNode image) throws IOException, Problem {
    List<ImageFile.Layer> layers = new ArrayList<>();
    for (JsonNode layer : image.path("Layers")) {
      layers.add(layer(plain(layer.asText())));
    }
    return new ImageFile.Platform(name(config(plain(image.path("Config").asText()))), layers);
  }

  private JsonNode config(String name) throws IOException {
    return documents.containsKey(name) ? JSON.readTree(documents.get(name)) : JSON.nullNode();
  }

  private JsonNode document(String name) throws IOException, Problem {
    byte[] text = documents.get(name);
    if (text == null) {
      throw absent(name);
    }
    return JSON.readTree(text);
  }

  private ImageFile.Layer layer(String name) throws Problem {
    Blob blob = blobs.get(name);
    if (blob == null) {
      throw absent(name);
    }
    return new ImageFile.Layer(blob.member(), blob.stored(), blob.unpacked());
  }

  private Problem absent(String name) {
    return Problem.outOfReach(
        "%s names %s as a part of its container image, which is not in it. The image was not measured; save it again."
            .formatted(file, name.isEmpty() ? "something without a digest" : name));
  }

  private static String name(JsonNode platform) {
    String variant = platform.path("variant").asText("");
    String name = platform.path("os").asText("") + "/" + platform.path("architecture").asText("");
    return name.equals("/") ? "image" : variant.isEmpty() ? name : name + "/" + variant;
  }

  /// `sha256:0123…` as the member it is.
  private static String blob(String digest) {
    return digest.isEmpty() ? "" : "blobs/" + digest.replaceFirst(":", "/");
  }

  private static String plain(String member) {
    return member.startsWith("./") ? member.substring(2) : member;
  }
}
