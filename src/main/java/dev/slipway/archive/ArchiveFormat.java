package dev.slipway.archive;

/// What a file is packed as, told from its first bytes.
public enum ArchiveFormat {
  ZIP("zip", true),
  TAR("tar", true),
  TAR_GZ("tar.gz", true),
  TAR_XZ("tar.xz", true),
  TAR_ZST("tar.zst", true),
  TAR_BZ2("tar.bz2", true),
  /// One file, compressed.
  GZ("gz", false),
  XZ("xz", false),
  ZST("zst", false),
  BZ2("bz2", false);

  private final String id;
  private final boolean container;

  ArchiveFormat(String id, boolean container) {
    this.id = id;
    this.container = container;
  }

  /// The usual ending of the file name, without the first dot.
  public String id() {
    return id;
  }

  /// Whether it holds named members; otherwise it is one compressed file.
  public boolean container() {
    return container;
  }
}
