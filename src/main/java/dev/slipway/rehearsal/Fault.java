package dev.slipway.rehearsal;

import java.util.Arrays;
import java.util.Optional;

/// What the embedded GitHub can be told to do wrong.
///
/// Faults of what a run builds work on runs that start after they were set; faults of the transport work on
/// calls from then on.
public enum Fault {
  /// Nothing goes wrong: the release ends published.
  NONE("none", "", "Nothing goes wrong"),

  /// One leg of the build fails with a compiler's error. Must end unpublished, stopped at the gate `targets`.
  FAILING_LEG("failing-leg", "targets", "One leg of the build fails"),

  /// One leg asks for a runner that never comes: its job stays queued, the run never ends. Must end unpublished,
  /// stopped at the gate `targets`, which stays pending.
  STUCK_LEG("stuck-leg", "targets", "One leg never gets a runner"),

  /// The run has no job for one leg of the workflow file, nothing is built for it and the checksum manifest, made
  /// from what is there, does not mention it. Every job that exists is green. Must end unpublished, stopped at the
  /// gate `targets`; `artifacts` lacks the file as well.
  MISSING_TARGET("missing-target", "targets", "The run leaves one target out"),

  /// One line of the checksum manifest has the digest of other bytes. Must end unpublished, stopped at the gate
  /// `checksums`.
  WRONG_CHECKSUM("wrong-checksum", "checksums", "One line of the checksum manifest is wrong"),

  /// The archive for Apple silicon holds the executable for Intel; checksums agree with it. Must end unpublished,
  /// stopped at the gate `identity`.
  SWAPPED_BINARY("swapped-binary", "identity", "One archive holds another target's executable"),

  /// One executable is larger than its budget. Must end unpublished, stopped at the gate `sizes`.
  OVERSIZED("oversized", "sizes", "One executable is over its budget"),

  /// The first upload of each file is answered with 502 and leaves an asset in state `starter`. Must be recovered
  /// from: the rests are deleted, the files sent again, the release ends published and complete.
  UPLOAD_502("upload-502", "", "Uploads are answered with 502 once"),

  /// The calls of the hour are used up in the middle of the release, and a little later GitHub's secondary limit
  /// asks for a pause. Must be recovered from by waiting as long as the answers say.
  RATE_LIMIT("rate-limit", "", "The rate limit is used up for a few seconds"),

  /// The first download of each file, and the first upload of each file, breaks off in the middle. Must be
  /// recovered from: downloads go on where they stopped, uploads are sent again.
  DROPPED_CONNECTION("dropped-connection", "", "Connections break off in the middle");

  private final String cliName;
  private final String gate;
  private final String title;

  Fault(String cliName, String gate, String title) {
    this.cliName = cliName;
    this.gate = gate;
    this.title = title;
  }

  /// The name on the command line.
  public String cliName() {
    return cliName;
  }

  /// What goes wrong, in a few words for a menu.
  public String title() {
    return title;
  }

  /// The id of the gate it must be stopped at; empty when the release must end published.
  public Optional<String> stoppedAt() {
    return gate.isEmpty() ? Optional.empty() : Optional.of(gate);
  }

  /// The fault with a name of the command line.
  public static Optional<Fault> named(String name) {
    return Arrays.stream(values()).filter(fault -> fault.cliName.equals(name)).findFirst();
  }
}
