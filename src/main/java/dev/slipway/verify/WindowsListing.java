package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.verify.ChecksumManifest.Entry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Windows prints: PowerShell's `Get-FileHash` as a table, a list or CSV, and `certutil -hashfile` in the languages of Windows.
final class WindowsListing {
  private static final Pattern TABLE_HEADER = Pattern.compile("\\s*Algorithm\\s+Hash\\s+Path\\s*");
  private static final Pattern TABLE_RULE = Pattern.compile("\\s*-+\\s+-+\\s+-+\\s*");
  private static final Pattern TABLE_ROW = Pattern.compile("\\s*([A-Za-z0-9]{2,12})\\s+([0-9A-Fa-f]{32,128})\\s+(\\S.*?)\\s*");
  private static final Pattern CSV_HEADER = Pattern.compile("\\s*\"?Algorithm\"?,\"?Hash\"?,\"?Path\"?\\s*");
  private static final Pattern CSV_ROW = Pattern.compile("\\s*\"?([A-Za-z0-9]{2,12})\"?,\"?([0-9A-Fa-f]{32,128})\"?,\"?([^\"]+?)\"?\\s*");
  private static final Pattern LIST_ITEM = Pattern.compile("\\s*(Algorithm|Hash|Path)\\s*:\\s*(.*?)\\s*");

  /// Longer than any path on Windows. The patterns look at each blank of a row of blanks anew, which somebody could make use of.
  private static final int LONGEST = 40_000;

  private WindowsListing() {}

  static boolean recognises(List<String> lines) {
    return lines.stream()
        .limit(50)
        .filter(line -> line.length() <= LONGEST)
        .anyMatch(
            line ->
                TABLE_HEADER.matcher(line).matches()
                    || CSV_HEADER.matcher(line).matches()
                    || line.matches("\\s*Algorithm\\s*:\\s*\\S+\\s*")
                    || Certutil.isClosing(line) || Certutil.head(line).isPresent());
  }

  static void read(String manifest, List<String> lines, Consumer<Entry> claims, Consumer<Finding> findings) {
    String tag = "";
    String hash = "";
    String pending = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Position at = new Position(manifest, i + 1, 1);
      if (line.length() > LONGEST) {
        findings.accept(unreadable(at));
        continue;
      }
      Matcher row = TABLE_ROW.matcher(line);
      Matcher csv = CSV_ROW.matcher(line);
      Matcher item = LIST_ITEM.matcher(line);
      Optional<Certutil.Head> certutil = Certutil.head(line).or(() -> Certutil.companion(manifest, line));
      String packed = line.replaceAll("\\s", "");
      if (line.isBlank()
          || TABLE_HEADER.matcher(line).matches()
          || CSV_HEADER.matcher(line).matches()
          || line.startsWith("#TYPE ")
          || TABLE_RULE.matcher(line).matches()
          || Certutil.isClosing(line)) {
        continue;
      }
      if (item.matches()) {
        switch (item.group(1)) {
          case "Algorithm" -> tag = item.group(2);
          case "Hash" -> hash = item.group(2);
          default -> claim(tag, hash, item.group(2), at, claims, findings);
        }
      } else if (row.matches()) {
        claim(row.group(1), row.group(2), row.group(3), at, claims, findings);
      } else if (csv.matches()) {
        claim(csv.group(1), csv.group(2), csv.group(3), at, claims, findings);
      } else if (certutil.isPresent()) {
        tag = certutil.get().algorithm();
        pending = certutil.get().path();
      } else if (!pending.isEmpty() && DigestText.isHex(packed)) {
        claim(tag, packed, pending, at, claims, findings);
        pending = "";
      } else {
        findings.accept(unreadable(at));
      }
    }
  }

  /// Windows prints the path on the machine that hashed; the file is the last part of it.
  private static void claim(
      String tag, String hash, String path, Position at, Consumer<Entry> claims, Consumer<Finding> findings) {
    Optional<Known<Digest>> digest = DigestText.tagged(tag, hash, at);
    if (digest.isEmpty()) {
      findings.accept(unreadable(at));
      return;
    }
    if (path.endsWith("...") || path.endsWith("\u2026")) {
      findings.accept(
          ChecksumManifest.unreadable(
              at, "PowerShell cut the path \"%s\" off, so nobody can tell which file it is".formatted(path),
              "Write the list with Get-FileHash … | Format-List, or as \"digest, two spaces, name\"."));
      return;
    }
    String name = path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
    claims.accept(new Entry(name, digest.get(), OptionalLong.empty(), at));
  }

  private static Finding unreadable(Position at) {
    return Finding.at(
        at,
        "unreadable-line",
        Severity.ERROR,
        "%s line %d cannot be read. Nothing was verified by it.".formatted(at.file(), at.line()),
        "Write it as \"digest, two spaces, name\", or remove it.");
  }
}
