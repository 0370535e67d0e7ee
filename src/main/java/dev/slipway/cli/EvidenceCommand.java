package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.ReleaseSession;
import dev.slipway.task.Cancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway evidence`: what was checked, as one JSON document.
@Command(name = "evidence", description = "Gathers everything about a release and writes what was checked, when, with hashes, as one JSON document.")
final class EvidenceCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ReleaseOptions release;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where to write it. Default: standard output.")
  Optional<Path> output = Optional.empty();

  @Option(names = "--json", description = "It is always JSON; accepted so that every command takes it.")
  boolean json;

  EvidenceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled, IOException {
    ReleaseSession session = release.gathered(terminal, new TerminalProgress(terminal.err()));
    String document = Files.readString(session.saveEvidence());
    if (output.isPresent()) {
      WholeFile.writeText(terminal.resolve(output.get().toString()), document);
    } else {
      terminal.out().print(document);
      terminal.out().flush();
    }
    return session.snapshot().board().ready() ? Exit.HOLDS : Exit.FINDING;
  }
}
