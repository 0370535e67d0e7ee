package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.target.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A file somebody expects: where its bytes should lie, and what the code host says about it.
///
/// @param path      where it lies; when nothing lies there the file is missing, which is an answer and no error
/// @param name      the name users download it by, which manifests list
/// @param apiDigest the digest the code host reports for it
/// @param apiSize   the size in bytes the code host reports for it
/// @param target    what the programs in it must be built for; without it the name tells
/// @param uploaded  when the code host got its bytes
public record ExpectedFile(
    Path path,
    String name,
    Optional<Digest> apiDigest,
    OptionalLong apiSize,
    Optional<Target> target,
    Optional<Instant> uploaded) {

  /// A file of which nobody says when it was uploaded.
  public ExpectedFile(
      Path path, String name, Optional<Digest> apiDigest, OptionalLong apiSize, Optional<Target> target) {
    this(path, name, apiDigest, apiSize, target, Optional.empty());
  }

  /// A file of which only its name says what it is built for.
  public ExpectedFile(Path path, String name, Optional<Digest> apiDigest, OptionalLong apiSize) {
    this(path, name, apiDigest, apiSize, Optional.empty(), Optional.empty());
  }

  /// A file the code host says nothing about.
  public static ExpectedFile of(Path path, String name) {
    return new ExpectedFile(path, name, Optional.empty(), OptionalLong.empty());
  }
}
