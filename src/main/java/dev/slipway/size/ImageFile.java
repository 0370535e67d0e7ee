package dev.slipway.size;

import java.util.List;

/// A container image that lies in a file: an OCI image layout in a tar, or what `docker save` writes.
///
/// @param platforms the images in it, one for each platform, in the order of its index
public record ImageFile(List<Platform> platforms) {
  public ImageFile {
    platforms = List.copyOf(platforms);
  }

  /// The image of a platform.
  ///
  /// @param name   such as `linux/amd64` or `linux/arm64/v8`; "image" where the file tells none
  /// @param layers the lowest first
  public record Platform(String name, List<Layer> layers) {
    public Platform {
      layers = List.copyOf(layers);
    }

    /// What the layers hold, which is what they take on the disk of who runs it.
    public long unpacked() {
      return layers.stream().mapToLong(Layer::unpacked).sum();
    }

    /// What is downloaded to run it.
    public long stored() {
      return layers.stream().mapToLong(Layer::stored).sum();
    }
  }

  /// A layer.
  ///
  /// @param member   its name in the archive
  /// @param stored   its bytes as it is, compressed or not
  /// @param unpacked the bytes of the tar it is, uncompressed
  public record Layer(String member, long stored, long unpacked) {}

  /// What a member of the archive is for, in words; its name where it is no layer.
  String title(String member) {
    for (Platform platform : platforms) {
      for (int i = 0; i < platform.layers().size(); i++) {
        if (platform.layers().get(i).member().equals(member)) {
          return "layer %d of %s".formatted(i + 1, platform.name());
        }
      }
    }
    return member;
  }
}
