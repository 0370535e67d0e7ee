package dev.slipway.size;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the reports of twiggy (`top`, `dominators`; JSON and CSV), cargo-bloat (`--message-format json`, by function
/// and with `--crates`) and bloaty (`--csv`, `--tsv`). Which of them it is is told from the report itself.
public final class ReportReader {
  private static final int LARGEST = 48 << 20;

  private ReportReader() {}

  /// Reads one.
  ///
  /// @throws Problem when it cannot be read, or is the report of no tool that is known
  public static ImportedReport read(Path file) throws Problem {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw Problem.wrongUse("%s has more than 48 MB, which no report has. Nothing was imported.".formatted(file));
      }
      text = new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was imported.".formatted(file, WholeFile.reason(e)), e);
    }
    return text.startsWith("{") || text.startsWith("[") ? json(file, text) : table(file, text);
  }

  private static ImportedReport json(Path file, String text) throws Problem {
    var factory =
        JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(500).build()).build();
    JsonNode root;
    try {
      root = new ObjectMapper(factory).readTree(text);
    } catch (IOException e) {
      throw unknown(file);
    }
    List<ImportedReport.Entry> entries = new ArrayList<>();
    if (root.path("functions").isArray()) {
      root.path("functions").forEach(row -> add(entries, row.path("name"), row.path("size")));
      return new ImportedReport(ImportedReport.Tool.CARGO_BLOAT, TopList.By.FUNCTION, entries);
    }
    if (root.path("crates").isArray()) {
      root.path("crates").forEach(row -> add(entries, row.path("name"), row.path("size")));
      return new ImportedReport(ImportedReport.Tool.CARGO_BLOAT, TopList.By.CRATE, entries);
    }
    JsonNode items = root.isArray() ? root : root.path("items");
    twiggy(items, entries);
    if (entries.isEmpty()) {
      throw unknown(file);
    }
    return new ImportedReport(ImportedReport.Tool.TWIGGY, TopList.By.FUNCTION, entries);
  }

  /// Dominators stand within each other; their depth is what the parser allows.
  private static void twiggy(JsonNode items, List<ImportedReport.Entry> entries) {
    for (JsonNode item : items) {
      add(entries, item.path("name"), item.path("shallow_size"));
      twiggy(item.path("children"), entries);
    }
  }

  private static void add(List<ImportedReport.Entry> entries, JsonNode name, JsonNode size) {
    if (name.isTextual() && size.isIntegralNumber() && size.asLong() >= 0) {
      entries.add(new ImportedReport.Entry(name.asText(), size.asLong()));
    }
  }

  private static ImportedReport table(Path file, String text) throws Problem {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    char separator = first.indexOf('\t') >= 0 ? '\t' : ',';
    List<List<String>> rows = SeparatedValues.read(text, separator);
    List<String> head = rows.getFirst().stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    int name = head.indexOf("name");
    int size = head.indexOf("shallowsize");
    if (name >= 0 && size >= 0) {
      return new ImportedReport(ImportedReport.Tool.TWIGGY, TopList.By.FUNCTION, entries(rows, name, size, file));
    }
    size = head.indexOf("filesize");
    name = size < 0 ? -1 : head.indexOf("vmsize") - 1;
    if (size < 0 || name < 0) {
      throw unknown(file);
    }
    TopList.By by =
        switch (head.get(name)) {
          case "sections", "segments" -> TopList.By.SECTION;
          case "compileunits", "inputfiles", "armembers" -> TopList.By.CRATE;
          default -> TopList.By.FUNCTION;
        };
    return new ImportedReport(ImportedReport.Tool.BLOATY, by, entries(rows, name, size, file));
  }

  private static List<ImportedReport.Entry> entries(List<List<String>> rows, int name, int size, Path file) throws Problem {
    List<ImportedReport.Entry> entries = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      if (row.size() <= Math.max(name, size) || !row.get(size).matches("\\d{1,18}")) {
        throw Problem.wrongUse(
            "%s line %d has no size where the first line says it stands. Nothing was imported; make the report anew."
                .formatted(file, i + 1));
      }
      entries.add(new ImportedReport.Entry(row.get(name), Long.parseLong(row.get(size))));
    }
    return entries;
  }

  private static Problem unknown(Path file) {
    return Problem.wrongUse(
        "%s is no report of twiggy (JSON or CSV), cargo-bloat (JSON) or bloaty (CSV or TSV). Nothing was imported."
            .formatted(file));
  }
}
