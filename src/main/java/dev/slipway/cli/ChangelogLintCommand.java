package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.file.ChangelogLint;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway changelog lint`: a changelog held against Keep a Changelog.
@Command(
    name = "lint",
    description = "Holds a changelog against Keep a Changelog: dates, order, the six types, links, yanked releases, empty and doubled sections.")
final class ChangelogLintCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", arity = "0..1", defaultValue = "CHANGELOG.md", paramLabel = "FILE", description = "The changelog, or its folder. Default: ${DEFAULT-VALUE}.")
  String subject = "CHANGELOG.md";

  @Option(names = "--json", description = "Print the findings as one JSON document.")
  boolean json;

  ChangelogLintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem {
    Path named = terminal.resolve(subject);
    Path path = Files.isDirectory(named) ? named.resolve("CHANGELOG.md") : named;
    ChangelogFile file =
        ChangelogFile.read(path)
            .orElseThrow(() -> Problem.outOfReach("%s is not there. Name the changelog.".formatted(subject)));
    List<Finding> findings = ChangelogLint.check(file, LocalDate.now(ZoneOffset.UTC).plusDays(1));
    boolean holds = findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    if (json) {
      ObjectNode node = Json.object();
      node.put("file", file.name());
      node.put("verdict", holds ? "passed" : "failed");
      node.put("versions", file.sections().stream().filter(section -> !section.unreleased()).count());
      node.set("findings", Json.array(findings, Json::finding));
      Json.print(terminal.out(), node);
    } else {
      for (Finding finding : findings) {
        terminal.out().println(
            finding.at().map(Object::toString).orElse(finding.subject()) + ": " + finding.severity().word() + ": "
                + finding.message() + " " + finding.fix() + " [" + finding.rule() + "]");
      }
      terminal.out().println(findings.isEmpty() ? file.name() + " holds." : findings.size() == 1 ? "1 finding." : findings.size() + " findings.");
    }
    return holds ? Exit.HOLDS : Exit.FINDING;
  }
}
