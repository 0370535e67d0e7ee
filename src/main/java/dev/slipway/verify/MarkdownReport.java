package dev.slipway.verify;

import dev.slipway.fact.Finding;
import java.util.List;
import java.util.stream.Collectors;

/// The report as GitHub shows it: a table of files and checks, what was found, then why each check came out so.
public final class MarkdownReport {
  private MarkdownReport() {}

  /// Writes the whole report.
  public static String of(VerificationReport report) {
    StringBuilder text = new StringBuilder();
    text.append("## Verification ").append(report.verdict().word()).append(": ").append(code(report.subject())).append("\n\n");
    text.append("| File | ").append(titles()).append(" |\n|---|").append("---|".repeat(Check.values().length)).append('\n');
    for (VerifiedFile file : report.files()) {
      text.append("| ").append(code(file.name()));
      for (Check check : Check.values()) {
        text.append(" | ").append(file.cell(check).word());
      }
      text.append(" |\n");
    }
    List<Finding> findings = report.allFindings();
    if (!findings.isEmpty()) {
      text.append("\n### Findings\n\n");
      for (Finding finding : findings) {
        text.append("- **%s** %s: %s%n".formatted(finding.severity().word(), code(finding.rule()), escape(finding.message())).replace("\r\n", "\n"));
      }
    }
    text.append("\n### Evidence\n\n");
    for (VerifiedFile file : report.files()) {
      text.append("- ").append(mono(file.name())).append('\n');
      for (Check check : Check.values()) {
        text.append("  - ").append(why(check, file.cell(check))).append('\n');
      }
    }
    return text.toString();
  }

  private static String why(Check check, Cell cell) {
    String evidence = cell.evidence().stream().map(its -> escape(its.what()) + " " + mono(its.value())).collect(Collectors.joining(", "));
    return "%s %s: %s%s".formatted(check.title(), cell.word(), escape(cell.reason()), evidence.isEmpty() ? "" : " (" + evidence + ")");
  }

  private static String titles() {
    return java.util.Arrays.stream(Check.values()).map(Check::title).collect(Collectors.joining(" | "));
  }

  /// Code in a cell of a table.
  private static String code(String text) {
    return mono(text).replace("|", "\\|");
  }

  /// A span of code shows everything as it stands, but for the mark that ends it.
  private static String mono(String text) {
    return "`" + TextReport.plain(text).replace("`", "'") + "`";
  }

  /// Names come from outside: no line break and no markup gets through, nothing becomes a link, and nobody and no issue is called by
  /// it. GitHub looks for `@name`, `#1`, `www.` and `://` in what is shown, where a backslash before them is gone.
  private static String escape(String text) {
    return TextReport.plain(text).replaceAll("[\\\\`*_\\[\\]<>|!~&]", "\\\\$0").replaceAll("[@#]|(?i:www)(?=\\.)|:(?=//)", "$0<!-- -->");
  }
}
