package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Fact;
import dev.slipway.fact.Known;
import dev.slipway.fact.Unknown;
import dev.slipway.verify.ChecksumManifest.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds the digests of a file against what manifests claim of it.
final class ChecksumJudge {
  private ChecksumJudge() {}

  /// The answer for a file that was hashed and that at least one manifest lists.
  ///
  /// One strong digest that is equal passes, unless any other differs; MD5 and SHA-1 can fail a file
  /// and never pass it.
  static Cell judge(Row row, Map<Algorithm, Digest> actual) {
    List<Evidence> evidence = new ArrayList<>();
    boolean strong = false;
    boolean weak = false;
    String unsupported = "";
    List<Entry> differing = new ArrayList<>();
    for (Entry entry : row.claims) {
      evidence.add(new Evidence("listed at", entry.at().toString()));
      switch (entry.digest()) {
        case Fact<Digest>(Digest expected, _) -> {
          evidence.add(new Evidence("expected", expected.toString()));
          if (!same(expected, actual.get(expected.algorithm()))) {
            differing.add(entry);
          } else if (expected.algorithm().strong()) {
            strong = true;
          } else {
            weak = true;
          }
        }
        case Unknown<Digest>(String reason) -> unsupported = reason;
      }
    }
    actual.values().forEach(digest -> evidence.add(new Evidence("computed", digest.toString())));
    row.commands.forEach(command -> evidence.add(new Evidence(UserCommands.CHECK_WITH, command)));
    conflicts(row);
    if (!differing.isEmpty()) {
      return differs(row, differing, actual, evidence);
    }
    if (strong) {
      return new Cell.Passed(
          "The file has the digest listed at %s.".formatted(places(row.claims)), evidence);
    }
    if (weak) {
      row.error(
          "weak-checksum-only",
          "Only MD5 or SHA-1 vouches for %s at %s; anybody can make another file with the same digest."
              .formatted(row.name, places(row.claims)),
          "List its SHA-256 as well.");
      return new Cell.NotCheckable("The listed MD5 or SHA-1 is equal, which proves nothing.", evidence);
    }
    row.error(
        "unsupported-checksum",
        "%s is listed at %s by a digest that cannot be checked: %s."
            .formatted(row.name, places(row.claims), unsupported),
        "List its SHA-256 as well.");
    return new Cell.NotCheckable("It cannot be checked: " + unsupported + ".", evidence);
  }

  private static Cell differs(
      Row row, List<Entry> differing, Map<Algorithm, Digest> actual, List<Evidence> evidence) {
    Entry first = differing.getFirst();
    Digest expected = first.digest().value().orElseThrow();
    Digest computed = actual.get(expected.algorithm());
    row.error(
        "checksum-differs",
        "%s is not the file %s lists: %s expected, %s computed."
            .formatted(row.name, first.at(), expected, computed == null ? "nothing" : computed),
        "Download or build it again; if this file is right, write the manifest again.");
    return new Cell.Failed("The file does not have the digest listed at %s.".formatted(places(differing)), evidence);
  }

  private static void conflicts(Row row) {
    for (int i = 0; i < row.claims.size(); i++) {
      for (int j = i + 1; j < row.claims.size(); j++) {
        if (conflict(row.claims.get(i).digest(), row.claims.get(j).digest())) {
          row.error(
              "conflicting-entries",
              "%s is listed with two different digests, at %s and at %s."
                  .formatted(row.name, row.claims.get(i).at(), row.claims.get(j).at()),
              "Keep the line that is right.");
          return;
        }
      }
    }
  }

  private static boolean conflict(Known<Digest> one, Known<Digest> other) {
    return one instanceof Fact<Digest>(Digest a, _)
        && other instanceof Fact<Digest>(Digest b, _)
        && a.algorithm() == b.algorithm()
        && !same(a, b);
  }

  /// Spelled out: the `equals` of a record is linked at its first use, which takes longer than hashing a small release.
  static boolean same(Digest expected, @Nullable Digest actual) {
    return actual != null && expected.algorithm() == actual.algorithm() && expected.hex().equals(actual.hex());
  }

  private static String places(List<Entry> entries) {
    return String.join(" and ", entries.stream().map(entry -> entry.at().toString()).distinct().limit(4).toList());
  }
}
