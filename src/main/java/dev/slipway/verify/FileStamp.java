package dev.slipway.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// What changes when a file is written to or replaced.
///
/// @param size     its length in bytes
/// @param modified when it was last written
/// @param changed  when anything of it changed, which programs cannot set; where the system does not tell, `modified`
/// @param key      its inode, or what the system has instead; empty where it has nothing
record FileStamp(long size, FileTime modified, FileTime changed, String key) {

  static FileStamp of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    FileTime changed = attributes.lastModifiedTime();
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS) instanceof FileTime time) {
      changed = time;
    }
    Object key = attributes.fileKey();
    return new FileStamp(attributes.size(), attributes.lastModifiedTime(), changed, key == null ? "" : key.toString());
  }

  /// Whether nothing changed. Spelled out: the `equals` of a record is linked at its first use, which takes longer than
  /// hashing a small release.
  boolean same(FileStamp other) {
    return size == other.size && modified.equals(other.modified) && changed.equals(other.changed) && key.equals(other.key);
  }

  /// Whether the file rested for so long that a later change must show in the stamp, however coarse its clock is.
  boolean settled(Instant now) {
    return changed.toInstant().plusSeconds(3).isBefore(now) && modified.toInstant().plusSeconds(3).isBefore(now);
  }
}
