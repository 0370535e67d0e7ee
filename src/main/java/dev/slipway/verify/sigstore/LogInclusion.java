package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Whether a bundle is in a transparency log that is trusted: by the log's promise (Rekor v1), by a proof of inclusion, or both.
final class LogInclusion {
  private LogInclusion() {}

  /// Where in a log the bundle says it is; empty where there is no log to be in.
  ///
  /// @param times when it was signed, to which the log adds when it took the entry
  /// @throws Refused when it has no entry, or one that does not hold
  static Optional<Long> logged(
      Fields material, int version, Signed signed, TrustRoot root, List<Instant> times) throws Refused {
    List<Fields> entries = material.objects("tlogEntries");
    if (entries.isEmpty()) {
      if (!root.logs().isEmpty()) {
        throw new Refused(Step.LOG, "it has no entry in a transparency log");
      }
      if (times.isEmpty()) {
        throw new Refused(Step.TIMESTAMP, "nobody says when it was signed");
      }
      return Optional.empty();
    }
    if (entries.size() > 1) {
      throw new Refused(Step.LOG, "it has more than one entry in a transparency log");
    }
    return Optional.of(entry(entries.getFirst(), version, signed, root, times));
  }

  private static long entry(Fields entry, int version, Signed signed, TrustRoot root, List<Instant> times)
      throws Refused {
    Fields at = new Fields(entry.node(), Step.LOG);
    long index = at.number("logIndex");
    byte[] id = at.object("logId").base64("keyId");
    byte[] body = at.base64("canonicalizedBody");
    TrustRoot.Log log =
        root.logs().stream()
            .filter(known -> Arrays.equals(known.id(), id))
            .findFirst()
            .orElseThrow(() -> new Refused(Step.LOG, "its transparency log is not in the trust root"));
    boolean promise = at.has("inclusionPromise");
    boolean proof = at.has("inclusionProof");
    if (index < 0 || (version >= 2 && !proof) || (!promise && !proof)) {
      throw new Refused(Step.LOG, index < 0 ? "its place in the log is negative" : "it has no proof that it is in the log");
    }
    if (promise) {
      times.add(promised(at, body, id, index, log));
    }
    if (proof) {
      Fields inclusion = at.object("inclusionProof");
      long size = inclusion.number("treeSize");
      byte[] tree = LogProof.root(body, inclusion.number("logIndex"), size, inclusion.base64List("hashes"));
      if (!Arrays.equals(tree, inclusion.base64("rootHash"))) {
        throw new Refused(Step.LOG, "the proof does not lead to the root it names");
      }
      LogProof.checkpoint(inclusion.object("checkpoint").text("envelope"), log, size, tree);
      for (Instant time : times) {
        if (!log.period().has(time)) {
          throw new Refused(Step.LOG, "the log was not trusted at " + time);
        }
      }
    }
    new LogEntry(signed).agrees(body, at.object("kindVersion"));
    if (times.isEmpty()) {
      throw new Refused(Step.TIMESTAMP, "nobody says when it was signed");
    }
    return index;
  }

  /// The log's promise to include the entry, which also says when (Rekor v1).
  private static Instant promised(Fields entry, byte[] body, byte[] id, long index, TrustRoot.Log log) throws Refused {
    long seconds = entry.number("integratedTime");
    String signed =
        "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
            .formatted(Base64.getEncoder().encodeToString(body), seconds, HexFormat.of().formatHex(id), index);
    byte[] promise = entry.object("inclusionPromise").base64("signedEntryTimestamp");
    if (!Crypto.verifies(log.key(), promise, signed.getBytes(StandardCharsets.UTF_8))) {
      throw new Refused(Step.LOG, "the log has not signed the entry");
    }
    Instant time = Instant.ofEpochSecond(seconds);
    if (!log.period().has(time)) {
      throw new Refused(Step.LOG, "the log was not trusted at " + time);
    }
    return time;
  }
}
