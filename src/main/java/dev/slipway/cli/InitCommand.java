package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.Target;
import dev.slipway.target.scaffold.ReleaseScaffold;
import java.nio.file.Files;
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
    if (!Files.isDirectory(checkout)) {
      throw Problem.outOfReach("%s is no folder. Nothing was written; give a checkout.".formatted(checkout));
    }
    String project = name == null ? String.valueOf(checkout.toAbsolutePath().getFileName()) : name;
    String executable = binary == null ? project : binary;
    checkName(project);
    checkName(executable);
    ReleaseScaffold scaffold = new ReleaseScaffold(project, executable, targets(), RunnerLabels.bundled());
    List<Path> written = List.of(checkout.resolve(".github").resolve("workflows").resolve("release.yml"), checkout.resolve(".slipway.yml"));
    for (Path file : written) {
      if (!force && Files.exists(file)) {
        throw Problem.wrongUse("%s is there already. Nothing was written; give --force to replace it.".formatted(file));
      }
    }
    WholeFile.writeText(written.get(0), scaffold.workflow());
    WholeFile.writeText(written.get(1), scaffold.policy());
    tell(checkout, written);
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

  private List<Target> targets() throws Problem {
    List<Target> targets = new ArrayList<>();
    for (String triple : triples.isEmpty() ? USUAL : triples) {
      targets.add(Target.parse(triple).orElseThrow(() ->
          Problem.wrongUse("%s is no target Slipway knows. Nothing was written; give a triple such as x86_64-unknown-linux-musl.".formatted(triple))));
    }
    return targets;
  }

  /// Names go into scripts and file names, so only what is harmless there is taken.
  private static void checkName(String name) throws Problem {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw Problem.wrongUse("\"%s\" is no name for files: letters, digits, dots, dashes and underscores are taken. Nothing was written; give --name.".formatted(name));
    }
  }
}
