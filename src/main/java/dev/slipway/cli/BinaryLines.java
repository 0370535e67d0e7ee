package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.binary.BinaryFile;
import dev.slipway.verify.TextReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints what a binary is for people: what the document of `--json` says of it, without its long lists.
final class BinaryLines {
  private static final Map<String, String> WORDS = words();

  private BinaryLines() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("kind", "is");
    words.put("abi", "ABI");
    words.put("glibc", "needs GLIBC");
    words.put("minimumOs", "needs system");
    words.put("subsystem", "subsystem");
    words.put("soname", "name");
    words.put("runpath", "run path");
    words.put("signature", "code signature");
    words.put("symbols", "symbols");
    words.put("buildId", "build id");
    words.put("uuid", "UUID");
    words.put("debugLink", "debug file");
    words.put("pdb", "debug file");
    words.put("rustc", "rustc");
    words.put("go", "Go");
    return words;
  }

  static void print(PrintWriter out, BinaryFile file) {
    ObjectNode document = Json.object();
    BinaryDocument.describe(document, file);
    WORDS.forEach((key, word) -> {
      String stated = document.path(key).asText("");
      String value = key.equals("symbols") ? stated.replace('-', ' ') : stated;
      if (!value.isEmpty() && !value.equals("untold")) {
        out.println("  " + word + " " + TextReport.plain(value));
      }
    });
  }
}
