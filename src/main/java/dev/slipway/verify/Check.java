package dev.slipway.verify;

/// What is asked of every file: the columns of the verification matrix.
public enum Check {
  /// The file is there and is a regular file.
  PRESENT("present", "Present"),
  /// The file is as long as somebody said it is.
  SIZE("size", "Size"),
  /// A checksum manifest lists the file with the digest it has.
  CHECKSUM("checksum", "Checksum"),
  /// The code host reports the digest the file has.
  API_DIGEST("apiDigest", "API digest"),
  /// An attestation says how the file was built.
  PROVENANCE("provenance", "Provenance"),
  /// Somebody signed the file, or the manifest that lists it.
  SIGNATURE("signature", "Signature"),
  /// The archive holds what it says and nothing that harms who unpacks it.
  ARCHIVE("archive", "Archive"),
  /// The program inside is for the target the name promises.
  IDENTITY("identity", "Identity");

  private final String key;
  private final String title;

  Check(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /// The name in JSON.
  public String key() {
    return key;
  }

  /// The name over a column.
  public String title() {
    return title;
  }
}
