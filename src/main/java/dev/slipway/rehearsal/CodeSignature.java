package dev.slipway.rehearsal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/// Signs a Mach-O executable again after its version was put in, so that macOS still runs it.
///
/// The linker's ad-hoc signature is a list of hashes, one for each page of the file; they are computed anew.
///
/// @see <a href="https://github.com/apple-oss-distributions/xnu/blob/main/osfmk/kern/cs_blobs.h">cs_blobs.h</a>
final class CodeSignature {
  private static final int MACH_O_64 = 0xfeedfacf;
  private static final int LC_CODE_SIGNATURE = 0x1d;
  private static final int HEADER = 32;
  private static final int CODE_DIRECTORY = 0xfade0c02;

  private CodeSignature() {}

  /// Renews the hashes in place; any other file stays as it is.
  static void renew(byte[] file) {
    ByteBuffer little = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < HEADER || little.getInt(0) != MACH_O_64) {
      return;
    }
    int command = HEADER;
    for (int left = little.getInt(16); left > 0; left--) {
      if (little.getInt(command) == LC_CODE_SIGNATURE) {
        renew(file, little.getInt(command + 8));
      }
      command += little.getInt(command + 4);
    }
  }

  private static void renew(byte[] file, int signature) {
    ByteBuffer big = ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN);
    for (int i = big.getInt(signature + 8) - 1; i >= 0; i--) {
      int directory = signature + big.getInt(signature + 12 + i * 8 + 4);
      if (big.getInt(directory) == CODE_DIRECTORY) {
        hash(file, big, directory);
      }
    }
  }

  private static void hash(byte[] file, ByteBuffer big, int directory) {
    int hashes = directory + big.getInt(directory + 16);
    int pages = big.getInt(directory + 28);
    int limit = big.getInt(directory + 32);
    int size = file[directory + 36];
    int page = 1 << file[directory + 39];
    MessageDigest sha256 = Shelf.sha256();
    for (int i = 0; i < pages; i++) {
      byte[] digest = sha256.digest(Arrays.copyOfRange(file, i * page, Math.min((i + 1) * page, limit)));
      System.arraycopy(digest, 0, file, hashes + i * size, size);
    }
  }
}
