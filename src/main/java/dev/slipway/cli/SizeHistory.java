package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.ByteSize;
import dev.slipway.fact.Fact;
import dev.slipway.fact.Known;
import dev.slipway.fact.OutsideText;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Unknown;
import dev.slipway.release.Earlier;
import dev.slipway.size.TargetHistory;
import java.io.PrintWriter;

/// Prints the sizes of a repository's releases.
///
/// @param repository its name
/// @param earlier    what is known of its releases
record SizeHistory(String repository, Known<Earlier> earlier) {

  int print(PrintWriter out, boolean json) throws Problem {
    Earlier known =
        switch (earlier) {
          case Fact<Earlier> fact -> fact.get();
          case Unknown<Earlier> unknown ->
              throw Problem.outOfReach("There are no sizes of %s to show: %s.".formatted(repository, unknown.reason()));
        };
    if (json) {
      Json.print(out, document(known));
    } else {
      known.history().forEach(its -> text(out, its));
      if (known.unmeasured().files() > 0) {
        out.printf(
            "%d files of these releases were never measured here (%s to download). Add --measure-earlier to learn what they unpack to.%n",
            known.unmeasured().files(), ByteSize.words(known.unmeasured().bytes()));
      }
    }
    return Exit.HOLDS;
  }

  private static void text(PrintWriter out, TargetHistory history) {
    out.printf("%s%s%n", OutsideText.plain(history.file()), history.target().isEmpty() ? "" : ", " + history.target());
    long before = -1;
    for (TargetHistory.Point point : history.points()) {
      String line =
          "  %-16s %10s  %12s  %s".formatted(
              OutsideText.plain(point.tag()), ByteSize.words(point.download()),
              before < 0 ? "" : Figures.change(point.download() - before),
              point.unpacked().isPresent() ? "unpacked " + ByteSize.words(point.unpacked().getAsLong()) : "");
      out.println(line.stripTrailing());
      before = point.download();
    }
  }

  /// The total is what users download of the newest release.
  private ObjectNode document(Earlier known) {
    ObjectNode node = Json.object();
    long newest = known.history().stream().mapToLong(its -> its.points().getLast().download()).sum();
    node.put("file", repository);
    node.put("size", newest);
    node.putArray("sections");
    node.putArray("top");
    node.put("total", newest);
    node.set("history", Json.array(known.history(), its -> {
      ObjectNode file = Json.object();
      file.put("file", its.file());
      file.put("target", its.target());
      file.set("points", Json.array(its.points(), point -> {
        ObjectNode one = Json.object();
        one.put("tag", point.tag());
        one.put("at", point.at().toString());
        one.put("download", point.download());
        point.unpacked().ifPresent(bytes -> one.put("unpacked", bytes));
        return one;
      }));
      return file;
    }));
    node.set("unmeasured", Json.object().put("files", known.unmeasured().files()).put("bytes", known.unmeasured().bytes()));
    return node;
  }
}
