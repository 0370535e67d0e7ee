package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Proof that an entry is in a transparency log: a path in its Merkle tree (RFC 6962, section 2.1.1) and
/// the log's signature over the tree, a checkpoint (C2SP signed note).
final class LogProof {
  private LogProof() {}

  /// The root of the tree the path leads to.
  static byte[] root(byte[] entry, long index, long size, List<byte[]> path) throws Refused {
    if (index < 0 || size <= 0 || index >= size) {
      throw refused("the proof names an entry that cannot be");
    }
    long node = index;
    long last = size - 1;
    byte[] hash = Crypto.digest("SHA-256", new byte[] {0}, entry);
    for (byte[] sibling : path) {
      if (sibling.length != 32 || last == 0) {
        throw refused("the proof has the wrong length");
      }
      if ((node & 1) == 1 || node == last) {
        hash = Crypto.digest("SHA-256", new byte[] {1}, sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Crypto.digest("SHA-256", new byte[] {1}, hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw refused("the proof has the wrong length");
    }
    return hash;
  }

  /// Holds a checkpoint against the log that should have signed it and the tree of the proof.
  static void checkpoint(String envelope, TrustRoot.Log log, long size, byte[] root) throws Refused {
    int end = envelope.indexOf("\n\n");
    if (end < 0) {
      throw refused("the checkpoint has no signature");
    }
    String body = envelope.substring(0, end + 1);
    String[] lines = body.split("\n");
    if (lines.length < 3 || lines[0].isEmpty() || !lines[1].matches("\\d{1,18}")) {
      throw refused("the checkpoint cannot be read");
    }
    if (Long.parseLong(lines[1]) != size || !Arrays.equals(Fields.base64(lines[2], "the checkpoint", Step.LOG), root)) {
      throw refused("the checkpoint is of another tree than the proof");
    }
    for (String line : envelope.substring(end + 2).split("\n")) {
      if (!line.isEmpty() && signs(line, lines[0], body, log)) {
        return;
      }
    }
    throw refused("the log has not signed the checkpoint");
  }

  private static boolean signs(String line, String origin, String body, TrustRoot.Log log) throws Refused {
    int blank = line.indexOf(' ', 2);
    if (!line.startsWith("— ") || blank < 0) {
      throw refused("a signature of the checkpoint cannot be read");
    }
    String name = line.substring(2, blank);
    byte[] value = Fields.base64(line.substring(blank + 1), "a signature of the checkpoint", Step.LOG);
    if (value.length < 5) {
      throw refused("a signature of the checkpoint cannot be read");
    }
    boolean byLog = origin.equals(name) || origin.startsWith(name + " - ");
    return byLog
        && Arrays.equals(value, 0, 4, log.id(), 0, 4)
        && Crypto.verifies(log.key(), Arrays.copyOfRange(value, 4, value.length), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Refused refused(String reason) {
    return new Refused(Step.LOG, reason);
  }
}
