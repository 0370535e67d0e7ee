package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import java.nio.file.Path;

/// How a download ended.
public sealed interface Outcome {

  Wanted wanted();

  /// It lies whole in its place.
  ///
  /// @param file    where
  /// @param size    its size in bytes
  /// @param sha256  the digest of its bytes, computed while they came
  /// @param form    whether the host wrapped it into a zip
  /// @param checked what the bytes were checked against
  record Received(Wanted wanted, Path file, long size, Digest sha256, Form form, Checked checked) implements Outcome {}

  /// It did not come; nothing lies in its place, or what lay there before.
  record NotReceived(Wanted wanted, Problem problem) implements Outcome {}

  /// What a file is.
  enum Form {
    /// The zip the host makes of an artifact; the uploaded files are inside.
    ARTIFACT_ZIP,
    /// The uploaded file itself.
    AS_UPLOADED
  }

  /// What received bytes were checked against.
  enum Checked {
    /// The digest the host tells.
    DIGEST,
    /// The size the host tells; it tells no digest.
    SIZE,
    /// Only that the transfer ended as announced; the host tells neither.
    LENGTH
  }
}
