package dev.slipway.archive;

import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;

/// Bytes of a zip file that belong to none of the members its directory lists.
///
/// @param zeros  whether there is nothing but zeros
/// @param member whether a local header stands anywhere among them: who reads from the front finds a member there
/// @param directory whether an entry of a directory or its end does: who reads it there finds another archive
record ZipGap(boolean zeros, boolean member, boolean directory) {
  private static final int AT_ONCE = 1 << 20;
  private static final int HEADER = 30;

  /// Looks at all of them.
  static ZipGap look(Bytes bytes, long from, long to, Progress progress) throws IOException, Cancelled {
    boolean zeros = true;
    boolean member = false;
    boolean directory = false;
    for (long at = from; at < to; at += AT_ONCE) {
      progress.checkCancelled();
      // A header may begin in one part and end in the next.
      byte[] part = bytes.read(at, (int) Math.min(to - at, AT_ONCE + HEADER), "content");
      for (int i = 0; i < part.length; i++) {
        zeros &= part[i] == 0;
        if (part[i] == 'P' && i + 4 <= part.length) {
          long word = Bytes.u32(part, i);
          member |= word == 0x04034b50L && isHeader(part, i);
          directory |= word == 0x06054b50L || word == 0x02014b50L;
        }
      }
    }
    return new ZipGap(zeros, member, directory);
  }

  /// A program that makes archives holds the four bytes too; a header has a version, a method and a name besides.
  private static boolean isHeader(byte[] part, int at) {
    if (at + HEADER > part.length) {
      return true;
    }
    int name = Bytes.u16(part, at + 26);
    boolean known = Bytes.u16(part, at + 8) <= 99 && (Bytes.u16(part, at + 4) & 0xFF) <= 99;
    boolean told = at + HEADER >= part.length || name == 0 || (part[at + HEADER] & 0xFF) >= ' ';
    return known && name > 0 && name < 4096 && told;
  }
}
