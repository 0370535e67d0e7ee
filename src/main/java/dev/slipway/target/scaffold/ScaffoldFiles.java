package dev.slipway.target.scaffold;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Writes a scaffold into a checkout.
public final class ScaffoldFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path checkout;
  private final ReleaseScaffold scaffold;

  private ScaffoldFiles(Path checkout, ReleaseScaffold scaffold) {
    this.checkout = checkout;
    this.scaffold = scaffold;
  }

  /// Whether a name does no harm where it goes: into scripts and file names.
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// Makes ready what is asked for; nothing is written yet.
  ///
  /// @throws Problem when a name, a target or the folder is none
  public static ScaffoldFiles of(Path checkout, String project, String binary, List<String> triples) throws Problem {
    if (!Files.isDirectory(checkout)) {
      throw Problem.outOfReach("%s is no folder. Nothing was written; give a checkout.".formatted(checkout));
    }
    checkName(project);
    checkName(binary);
    List<Target> targets = new ArrayList<>();
    for (String triple : triples) {
      targets.add(Target.parse(triple).orElseThrow(() ->
          Problem.wrongUse("%s is no target Slipway knows. Nothing was written; give a triple such as x86_64-unknown-linux-musl.".formatted(triple))));
    }
    if (targets.isEmpty()) {
      throw Problem.wrongUse("A release needs at least one target. Nothing was written; choose one.");
    }
    return new ScaffoldFiles(checkout, new ReleaseScaffold(project, binary, targets, RunnerLabels.bundled()));
  }

  private static void checkName(String name) throws Problem {
    if (!isName(name)) {
      throw Problem.wrongUse("\"%s\" is no name for files: letters, digits, dots, dashes and underscores are taken. Nothing was written; give another name.".formatted(name));
    }
  }

  /// The files that will be written: the workflow and the policy.
  public List<Path> files() {
    return List.of(checkout.resolve(".github").resolve("workflows").resolve("release.yml"), checkout.resolve(".slipway.yml"));
  }

  /// Writes both files.
  ///
  /// @throws Problem when one of them is there already, and then none is written
  public void writeNew() throws Problem {
    for (Path file : files()) {
      if (Files.exists(file)) {
        throw Problem.wrongUse("%s is there already. Nothing was written; remove it first, or replace it with `slipway init --force`.".formatted(file));
      }
    }
    replace();
  }

  /// Writes both files, over what is there.
  public void replace() throws Problem {
    WholeFile.writeText(files().get(0), scaffold.workflow());
    WholeFile.writeText(files().get(1), scaffold.policy());
  }
}
