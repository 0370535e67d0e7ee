package dev.slipway.target.audit;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.target.TargetPlan;
import java.util.Optional;

/// Findings that people have looked at and leave as they are. They are told all the same, with the reason, and weigh
/// nothing.
///
/// A line is meant by its text and not by its number: lines above may come and go, but who changes the line itself
/// has to look again.
///
/// @param rule   the id of the rule
/// @param file   the workflow file, whole or its name alone; empty for every file
/// @param line   the text of the line; empty for every line
/// @param reason why they are left
/// @param at     where that is written
public record Exemption(String rule, Optional<String> file, Optional<String> line, String reason, Position at) {

  /// The narrowest one for a finding: its rule, its file, the text of its line.
  public static Exemption of(Finding finding, TargetPlan plan, String reason) {
    return new Exemption(
        finding.rule(), finding.at().map(Position::file), finding.at().flatMap(at -> text(plan, at)), reason, Position.of(""));
  }

  boolean covers(Finding finding, TargetPlan plan) {
    return finding.rule().equals(rule)
        && (file.isEmpty() || finding.at().filter(at -> isFile(at.file())).isPresent())
        && (line.isEmpty() || finding.at().flatMap(at -> text(plan, at)).filter(bare(line.get())::equals).isPresent());
  }

  /// A file may be read from the root of the checkout or alone; its name is what both have.
  boolean isFile(String read) {
    return file.filter(named -> named.equals(read) || named.endsWith("/" + read) || read.endsWith("/" + named)).isPresent();
  }

  private static Optional<String> text(TargetPlan plan, Position at) {
    return plan.source(at).flatMap(text -> text.line(at.line())).map(Exemption::bare);
  }

  /// A line without the space around it and without the dash of a list's item.
  private static String bare(String line) {
    String stripped = line.strip();
    return stripped.startsWith("- ") ? stripped.substring(2).strip() : stripped;
  }
}
