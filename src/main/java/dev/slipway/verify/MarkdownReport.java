package dev.slipway.verify;

import dev.slipway.fact.Finding;
import java.util.List;
import java.util.stream.Collectors;

/// The report as GitHub shows it: a table of files and checks, then what was found.
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
    return text.toString();
  }

  private static String titles() {
    return java.util.Arrays.stream(Check.values()).map(Check::title).collect(Collectors.joining(" | "));
  }

  private static String code(String text) {
    String plain = escape(text).replace("`", "'");
    return "`" + plain.replace("|", "\\|") + "`";
  }

  /// Names come from outside: no line break and no markup gets through.
  private static String escape(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                plain.append(String.format("\\u%04x", c));
              } else if (c == '<') {
                plain.append("&lt;");
              } else {
                plain.appendCodePoint(c);
              }
            });
    return plain.toString();
  }
}
