package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.target.scaffold.ScaffoldFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway init`: a release workflow for chosen targets that the audit has nothing to say about, and its policy.
@Command(name = "init", description = "Write a release workflow for chosen targets, and .slipway.yml.")
final class InitCommand implements Callable<Integer> {
  private static final List<String> USUAL = List.of(
      "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc");

  private final Terminal terminal;

  @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = ".", description = "The checkout; this folder when none is given.")
  String folder = ".";

  @Option(names = "--target", paramLabel = "TRIPLE", split = ",", description = "A target to build for; may be given more than once.")
  List<String> triples = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "The project's name; the folder's name when none is given.")
  @Nullable String name;

  @Option(names = "--binary", paramLabel = "NAME", description = "The executable's name; the project's name when none is given.")
  @Nullable String binary;

  @Option(names = "--force", description = "Replace files that are there.")
  boolean force;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Path checkout = terminal.resolve(folder);
    String project = name == null ? String.valueOf(checkout.toAbsolutePath().normalize().getFileName()) : name;
    ScaffoldFiles files = ScaffoldFiles.of(checkout, project, binary == null ? project : binary, triples.isEmpty() ? USUAL : triples);
    if (force) {
      files.replace();
    } else {
      files.writeNew();
    }
    tell(checkout, files.files());
    return Exit.HOLDS;
  }

  private void tell(Path checkout, List<Path> written) {
    List<String> names = written.stream().map(f -> checkout.relativize(f).toString().replace('\\', '/')).toList();
    if (json) {
      ObjectNode root = Json.object();
      root.set("written", Json.strings(names));
      Json.print(terminal.out(), root);
    } else {
      names.forEach(n -> terminal.out().println("wrote " + n));
    }
  }
}
