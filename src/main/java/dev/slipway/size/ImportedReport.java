package dev.slipway.size;

import dev.slipway.binary.name.Demangler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What another tool says of sizes, as it was read from its report.
///
/// @param tool    which tool
/// @param by      what its rows are
/// @param entries in the order of the report
public record ImportedReport(Tool tool, TopList.By by, List<Entry> entries) {

  /// A tool whose reports can be read.
  public enum Tool {
    TWIGGY("twiggy"),
    CARGO_BLOAT("cargo-bloat"),
    BLOATY("bloaty");

    private final String word;

    Tool(String word) {
      this.word = word;
    }

    /// Its name.
    public String word() {
      return word;
    }
  }

  /// A row of its report.
  ///
  /// @param name the function, crate or section, as the tool writes it
  /// @param size its bytes in the file
  public record Entry(String name, long size) {}

  /// The same name on both sides.
  ///
  /// @param theirs the bytes the report says
  /// @param ours   the bytes Slipway says; empty where it has no such name
  public record Row(String name, long theirs, OptionalLong ours) {

    /// What Slipway says less what the report says; 0 where one of them says nothing.
    public long difference() {
      return ours.isEmpty() ? 0 : ours.getAsLong() - theirs;
    }
  }

  public ImportedReport {
    entries = List.copyOf(entries);
  }

  /// Puts it beside a tree, the largest first; names are compared without hashes, and what has one name is summed.
  public List<Row> beside(SizeTree tree) {
    Map<String, Long> ours = new HashMap<>();
    for (TopEntry entry : TopList.of(tree, by, Integer.MAX_VALUE)) {
      ours.merge(key(entry.name()), entry.size(), Long::sum);
    }
    Map<String, Row> rows = new HashMap<>();
    for (Entry entry : entries) {
      String key = key(entry.name());
      Long own = ours.get(key);
      OptionalLong known = own == null ? OptionalLong.empty() : OptionalLong.of(own);
      rows.merge(key, new Row(entry.name(), entry.size(), known), (a, b) -> new Row(a.name(), a.theirs() + b.theirs(), a.ours()));
    }
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingLong(Row::theirs).reversed().thenComparing(Row::name));
    return sorted;
  }

  /// Twiggy names functions `code[3]: name`, and sections of WebAssembly are named in other words by each tool.
  private String key(String name) {
    String plain = name.replaceFirst("^(code|func|data)\\[\\d+]: ", "");
    return switch (by) {
      case FUNCTION, RETAINED -> Demangler.comparable(Demangler.name(plain, "").text());
      case CRATE -> plain.replace('-', '_');
      case SECTION -> plain.toLowerCase(java.util.Locale.ROOT);
    };
  }
}
