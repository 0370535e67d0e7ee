package dev.slipway.gate;

/// The requirements a release is held against, in the order of the board.
public enum GateId {
  TARGETS("targets", "Targets built"),
  ARTIFACTS("artifacts", "Artifacts complete"),
  CHECKSUMS("checksums", "Checksums"),
  PROVENANCE("provenance", "Provenance"),
  IDENTITY("identity", "Binary identity"),
  SIZES("sizes", "Size budgets"),
  IMAGE("image", "Container image"),
  BENCHMARKS("benchmarks", "Benchmarks"),
  CHANGELOG("changelog", "Changelog"),
  VERSION("version", "Version & tag");

  private final String id;
  private final String title;

  GateId(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /// The id in the policy file, in JSON and on the command line.
  public String id() {
    return id;
  }

  /// The name on the board.
  public String title() {
    return title;
  }
}
