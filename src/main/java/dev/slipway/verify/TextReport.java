package dev.slipway.verify;

import dev.slipway.fact.OutsideText;
import dev.slipway.verify.VerificationReport.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The report for a terminal: a table of files and checks, then what was found. Plain text; what would steer a terminal is shown
/// as its code.
public final class TextReport {
  private static final int WIDEST_NAME = 60;

  private TextReport() {}

  /// The table, the findings and the verdict.
  public static String of(VerificationReport report) {
    return table(report) + findings(report) + verdict(report);
  }

  /// The same, and between table and findings why each check of each file came out as it did, and on what evidence.
  public static String explained(VerificationReport report) {
    String why = report.files().stream().map(TextReport::why).collect(Collectors.joining("\n", "\n", ""));
    return table(report) + why + findings(report) + verdict(report);
  }

  private static String table(VerificationReport report) {
    List<Check> checks = List.of(Check.values());
    int names = Math.clamp(report.files().stream().mapToInt(file -> plain(file.name()).length()).max().orElse(0), 4, WIDEST_NAME);
    int[] widths =
        checks.stream().mapToInt(check -> Math.max(
            check.title().length(), report.files().stream().mapToInt(file -> file.cell(check).word().length()).max().orElse(0))).toArray();
    StringBuilder text = new StringBuilder();
    row(text, padded("File", names), checks.stream().map(Check::title).toList(), widths);
    for (VerifiedFile file : report.files()) {
      row(text, padded(plain(file.name()), names), checks.stream().map(check -> file.cell(check).word()).toList(), widths);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, List<String> words, int[] widths) {
    StringBuilder row = new StringBuilder(name);
    for (int i = 0; i < widths.length; i++) {
      row.append("  ").append(padded(words.get(i), widths[i]));
    }
    text.append(row.toString().stripTrailing()).append('\n');
  }

  private static String why(VerifiedFile file) {
    return plain(file.name()) + "\n"
        + Arrays.stream(Check.values()).map(check -> why(check, file.cell(check))).collect(Collectors.joining());
  }

  private static String why(Check check, Cell cell) {
    return "  %-10s  %s: %s%n".formatted(check.title(), cell.word(), plain(cell.reason())).replace(System.lineSeparator(), "\n")
        + cell.evidence().stream()
            .map(evidence -> "              " + plain(evidence.what()) + ": " + plain(evidence.value()) + "\n").collect(Collectors.joining());
  }

  private static String findings(VerificationReport report) {
    return report.allFindings().stream()
        .map(finding -> finding.severity().word() + ": " + plain(finding.message())
            + (finding.fix().isEmpty() ? "" : " " + plain(finding.fix())) + "\n")
        .collect(Collectors.joining("", report.allFindings().isEmpty() ? "" : "\n", ""));
  }

  private static String verdict(VerificationReport report) {
    return report.verdict() == Verdict.PASSED ? "\nPassed.\n" : "\nFailed.\n";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /// Names come from outside; what steers a terminal is shown as its code.
  public static String plain(String text) {
    return OutsideText.plain(text);
  }
}
