package dev.slipway.cli;

import dev.slipway.fact.ByteSize;
import dev.slipway.fact.OutsideText;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.ImageFile;
import dev.slipway.size.SizeDiff;
import dev.slipway.size.TopEntry;
import dev.slipway.size.TopList;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Prints sizes as text, CSV and Markdown.
final class SizePrinter {
  private final PrintWriter out;
  private final int most;

  SizePrinter(PrintWriter out, int most) {
    this.out = out;
    this.most = most;
  }

  void text(String name, long size, List<ArtifactTree.Member> members, List<TopEntry> top, TopList.By by) {
    out.printf(Locale.ROOT, "%s: %s (%,d bytes)%n", plain(name), ByteSize.words(size), size);
    for (ArtifactTree.Member member : members) {
      out.printf(
          Locale.ROOT, "  %12s  of which %s here  %s%n",
          ByteSize.words(member.size()), ByteSize.words(member.stored()), plain(member.name()));
    }
    if (top.isEmpty() && by == TopList.By.RETAINED) {
      out.println("  no WebAssembly module, so what its functions retain is not told");
    }
    if (!top.isEmpty()) {
      out.printf(Locale.ROOT, "  %12s  %7s  %-15s  %s%n", "Size", "Share", by == TopList.By.RETAINED ? "Retained" : "Size from", title(by));
    }
    for (TopEntry entry : top) {
      out.printf(
          Locale.ROOT, "  %12s  %7s  %-15s  %s%n",
          ByteSize.words(entry.size()), Figures.percent(entry.share()), from(entry), plain(entry.name()));
    }
  }

  void image(ImageFile.Platform platform) {
    int layers = platform.layers().size();
    out.printf(
        "image for %s: %d layer%s, %s unpacked, %s to download%n", plain(platform.name()), layers, layers == 1 ? "" : "s",
        ByteSize.words(platform.unpacked()), ByteSize.words(platform.stored()));
  }

  /// What it retains where that was asked for; else how its size is known.
  private static String from(TopEntry entry) {
    return entry.retained().isPresent() ? ByteSize.words(entry.retained().getAsLong()) : entry.provenance().word();
  }

  void markdown(String name, long size, List<TopEntry> top, TopList.By by) {
    out.printf(Locale.ROOT, "**%s**: %s (%,d bytes)%n%n", code(name), ByteSize.words(size), size);
    out.printf("| %s | Size | Share | %s |%n|---|---:|---:|---|%n", title(by), by == TopList.By.RETAINED ? "Retained" : "Size from");
    for (TopEntry entry : top) {
      out.printf(
          Locale.ROOT, "| %s | %s | %s | %s |%n",
          code(entry.name()), ByteSize.words(entry.size()), Figures.percent(entry.share()), from(entry));
    }
    out.println();
  }

  /// The names of the columns, once for all files.
  void csvHeader() {
    out.println("file,name,group,size,share,provenance,retained");
  }

  void csv(String file, List<TopEntry> top) {
    for (TopEntry entry : top) {
      out.printf(
          Locale.ROOT, "%s,%s,%s,%d,%.6f,%s,%s%n",
          quoted(file), quoted(entry.name()), quoted(entry.group()), entry.size(), entry.share(), entry.provenance().word(),
          entry.retained().isPresent() ? Long.toString(entry.retained().getAsLong()) : "");
    }
  }

  void budget(BudgetResult result) {
    out.printf("%s %s: %s%n", result.holds() ? "within budget" : "OVER BUDGET", plain(result.file()), plain(result.words()));
  }

  void diff(SizeDiff diff, boolean markdown) {
    out.printf(
        Locale.ROOT, "%s: %s to %s; %d new, %d gone, %d grown, %d shrunk%n",
        Figures.change(diff.by()), ByteSize.words(diff.before()), ByteSize.words(diff.after()),
        diff.count(SizeDiff.Fate.NEW), diff.count(SizeDiff.Fate.GONE), diff.count(SizeDiff.Fate.GROWN),
        diff.count(SizeDiff.Fate.SHRUNK));
    if (markdown) {
      out.printf("%n| Change | Now | What |%n|---:|---:|---|%n");
    }
    diff.changes().stream().filter(c -> c.fate() != SizeDiff.Fate.SAME).limit(most).forEach(
        c ->
            out.printf(
                Locale.ROOT, markdown ? "| %s | %s | %s |%n" : "  %12s  %12s  %s%n",
                c.fate() == SizeDiff.Fate.NEW ? "new" : c.fate() == SizeDiff.Fate.GONE ? "gone, " + Figures.change(c.by()) : Figures.change(c.by()),
                ByteSize.words(c.after()), markdown ? code(c.name()) : plain(c.name())));
  }

  /// A file that only the earlier folder has.
  void gone(SizeDocument.Difference gone, boolean markdown) {
    String name = markdown ? code(gone.file()) : plain(gone.file());
    out.printf(Locale.ROOT, "%s is gone, %s%n", name, Figures.change(gone.diff().by()));
  }

  /// How a binary stands against something else, such as what it replaces.
  void versus(long size, long other) {
    double times = (double) Math.max(size, other) / Math.max(1, Math.min(size, other));
    out.printf(Locale.ROOT, "%.1f times %s than %s%n", times, size <= other ? "smaller" : "larger", ByteSize.words(other));
  }

  private static String title(TopList.By by) {
    return switch (by) {
      case FUNCTION -> "Function";
      case CRATE -> "Crate or package";
      case SECTION -> "Section";
      case RETAINED -> "Function or data segment";
    };
  }

  private static String plain(String name) {
    return OutsideText.plain(name);
  }

  private static String code(String name) {
    return OutsideText.code(name);
  }

  private static String quoted(String text) {
    String safe = plain(text);
    return safe.matches("[A-Za-z0-9_.:/ -]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
