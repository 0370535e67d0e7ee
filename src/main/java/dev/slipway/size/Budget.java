package dev.slipway.size;

import java.util.Optional;

/// The most bytes something may have. A file of exactly the limit holds; one byte more does not.
///
/// The founding plans write "under 15 MB", and the checks in their workflows let exactly 15,728,640 bytes pass;
/// Slipway keeps to what these checks do.
///
/// @param target the target it is for, such as `x86_64-apple-darwin`; empty for all
/// @param kind   what it measures
/// @param limit  the most bytes
public record Budget(Optional<String> target, Kind kind, long limit) {

  /// What a budget measures.
  public enum Kind {
    /// A native executable or library, unpacked.
    BINARY,
    /// What is downloaded: a zip, a tar.gz, …
    ARCHIVE,
    /// A single file compressed with gzip.
    GZ,
    /// A WebAssembly module or component.
    WASM,
    /// A container image, unpacked.
    IMAGE;

    /// Whether it measures a program itself and not what it is packed in.
    boolean ofBinary() {
      return this == BINARY || this == WASM;
    }

    /// The word in the policy file and in JSON.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Budget {
    if (limit <= 0) {
      throw new IllegalArgumentException("a budget of " + limit + " bytes");
    }
  }

  public static Budget of(Kind kind, long limit) {
    return new Budget(Optional.empty(), kind, limit);
  }

  public static Budget of(String target, Kind kind, long limit) {
    return new Budget(Optional.of(target), kind, limit);
  }

  /// Holds a size against the limit.
  public BudgetResult judge(String file, long size) {
    return new BudgetResult(this, file, size);
  }
}
