package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The files of one leg: artifacts it uploads, and assets that it, or a release job behind it, adds to the release.
///
/// @param artifacts the artifacts
/// @param assets    the assets
/// @param releases  the leg's own release steps
record LegFiles(List<ExpectedFile> artifacts, List<ExpectedFile> assets, List<ReleaseStep> releases) {

  /// @param runs the leg's steps
  /// @param flow how artifacts of the job reach the release; empty when no job takes them there
  /// @param os   the system the leg builds for, where that is known
  static LegFiles of(ExpandedJob job, List<StepRun> runs, Optional<ArtifactFlow> flow, Optional<Target.Os> os) {
    List<ExpectedFile> artifacts = new ArrayList<>();
    LinkedHashSet<ExpectedFile> assets = new LinkedHashSet<>();
    List<ReleaseStep> releases = new ArrayList<>();
    List<StepRun.Made> made = runs.stream().flatMap(r -> r.made().stream()).map(LegFiles::withSlashes).toList();
    for (StepRun run : runs) {
      if (run.runs().isPresent() && !run.runs().get()) {
        continue;
      }
      if (run.step().action().equals("actions/upload-artifact")) {
        ExpectedFile artifact = artifact(run);
        artifacts.add(artifact);
        if (flow.isPresent() && !flow.get().renames() && flow.get().takes(artifact.name())) {
          boolean reaches = flow.get().reaches(artifact.name());
          ReleaseStep.split(run.input("path"), "\n").forEach(p -> asset(p, made, flow.get(), os).forEach(f -> assets.add(reaches ? f : perhaps(f, "whether the release job moves it to where it publishes from is not known"))));
        }
      }
      run.release().ifPresent(release -> {
        releases.add(release);
        release.files().stream().filter(f -> flow.isEmpty() || !flow.get().isReleaseJob(job.id()))
            .forEach(f -> assets.addAll(named(f, made)));
        release.names().forEach(n -> assets.add(said(n)));
      });
    }
    return new LegFiles(List.copyOf(artifacts), List.copyOf(assets), List.copyOf(releases));
  }

  /// A name the release step gives the asset.
  private static ExpectedFile said(StepRun.Input name) {
    NameSource source =
        name.text().isUnknown() ? NameSource.UNKNOWN
            : name.text().exact().isEmpty() ? NameSource.PATTERN
            : name.fromShell() ? NameSource.SHELL : NameSource.EXACT;
    return new ExpectedFile(name.text(), false, source, name.at(), Optional.empty(), "");
  }

  private static ExpectedFile artifact(StepRun run) {
    String path = run.input("path").map(i -> i.text().shown()).orElse("");
    Optional<StepRun.Input> name = run.input("name");
    if (name.isEmpty()) {
      return new ExpectedFile(Text.of("artifact"), false, NameSource.EXACT, run.step().at(), Optional.empty(), path);
    }
    Text text = name.get().text();
    NameSource source =
        text.isUnknown() ? NameSource.UNKNOWN
            : text.exact().isEmpty() ? NameSource.PATTERN
            : name.get().fromShell() ? NameSource.SHELL : NameSource.EXACT;
    return new ExpectedFile(text, false, source, name.get().at(), Optional.empty(), path);
  }

  /// The assets an uploaded path becomes.
  private static List<ExpectedFile> asset(StepRun.Input path, List<StepRun.Made> made, ArtifactFlow flow, Optional<Target.Os> os) {
    return named(path, made).stream()
        .filter(f -> f.source() == NameSource.UNKNOWN || flow.publishes(f))
        .map(f -> isForeign(f, os) ? perhaps(f, "no such package is made for the leg's system")
            : isPerhapsFolder(f, path.text(), made) ? perhaps(f, "it may be a folder") : f)
        .toList();
  }

  /// The same file where it is not certain that it comes, so that nobody waits for it.
  private static ExpectedFile perhaps(ExpectedFile file, String reason) {
    return file.source() == NameSource.UNKNOWN ? file
        : new ExpectedFile(Text.hole(file.name().shown(), reason), false, NameSource.UNKNOWN, file.at(), Optional.empty(), "");
  }

  /// A package of another system: uploads pass over what is not there, as long as something is.
  private static boolean isForeign(ExpectedFile file, Optional<Target.Os> os) {
    String name = file.name().shown().toLowerCase(Locale.ROOT);
    Optional<Target.Os> home = switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "deb", "rpm", "appimage", "snap", "flatpak" -> Optional.of(Target.Os.LINUX);
      case "dmg", "pkg" -> Optional.of(Target.Os.MACOS);
      case "msi", "msix" -> Optional.of(Target.Os.WINDOWS);
      default -> Optional.empty();
    };
    return home.isPresent() && os.isPresent() && !home.equals(os);
  }

  /// A path without an extension, which a script does not make and which no system and processor name a program by.
  private static boolean isPerhapsFolder(ExpectedFile file, Text path, List<StepRun.Made> made) {
    String name = file.name().shown();
    if (file.source() == NameSource.UNKNOWN || file.glob() || name.lastIndexOf('.') > 0) {
      return false;
    }
    boolean built = path.shown().matches("(?s).*(?:^|[/\\\\])(?:release|debug|bin)[/\\\\][^/\\\\]+");
    return !isProgram(name) && !built && made.stream().noneMatch(m -> Texts.baseName(m.name()).equals(file.name()));
  }

  private static StepRun.Made withSlashes(StepRun.Made file) {
    return new StepRun.Made(Texts.withSlashes(file.name()), file.at(), file.certain());
  }

  /// The files a path or glob stands for: names the leg's scripts make, where they fit it.
  private static List<ExpectedFile> named(StepRun.Input written, List<StepRun.Made> made) {
    StepRun.Input path = new StepRun.Input(Texts.withSlashes(written.text()), written.fromShell(), written.at());
    String shown = path.text().shown();
    if (shown.startsWith("!")) {
      return List.of();
    }
    Text base = Texts.baseName(path.text());
    boolean glob = Globs.isGlob(base.exact().orElse("")) || Globs.isGlob(literals(base));
    boolean all = base.exact().filter(name -> !name.isEmpty() && name.chars().allMatch(c -> c == '*')).isPresent();
    boolean folder = all || shown.endsWith("/") || (!glob && base.exact().filter(b -> b.indexOf('.') > 0).isEmpty() && isFolder(path, made));
    if (!glob && !folder && base.exact().isPresent()) {
      NameSource source = path.fromShell() ? NameSource.SHELL : NameSource.EXACT;
      return List.of(new ExpectedFile(base, false, source, path.at(), Optional.empty(), ""));
    }
    List<ExpectedFile> fitting = new ArrayList<>();
    for (StepRun.Made file : base.isUnknown() ? List.<StepRun.Made>of() : made) {
      Text name = Texts.baseName(file.name());
      boolean fits = folder ? within(file.name(), all ? Texts.folder(path.text()) : path.text()) : fits(name, base, glob);
      if (fits && !name.isUnknown() && !name.parts().isEmpty() && fitting.stream().noneMatch(f -> f.name().equals(name))) {
        fitting.add(file.certain()
            ? new ExpectedFile(name, Globs.isGlob(literals(name)), name.exact().isPresent() ? NameSource.SHELL : NameSource.PATTERN, file.at(), Optional.empty(), "")
            : new ExpectedFile(Text.hole(name.shown(), "whether the script makes it is not known"), false, NameSource.UNKNOWN, file.at(), Optional.empty(), ""));
      }
    }
    if (!fitting.isEmpty()) {
      return fitting;
    }
    boolean says = !folder && hasWord(literals(base));
    return List.of(new ExpectedFile(
        says || base.isUnknown() ? base : Text.hole(shown.strip(), "the workflow names a folder or everything in one"),
        glob, says ? NameSource.PATTERN : NameSource.UNKNOWN, path.at(), Optional.empty(), ""));
  }

  /// Whether a name without an extension says for which system and processor it is.
  private static boolean isProgram(String name) {
    TargetHint hint = TargetHint.in(name);
    return hint.os().isPresent() && hint.arch().filter(a -> a != Target.Arch.WASM32).isPresent();
  }

  private static boolean isFolder(StepRun.Input path, List<StepRun.Made> made) {
    return made.stream().anyMatch(m -> within(m.name(), path.text())) || (path.text().holes().isEmpty() && !path.text().shown().contains("/") && !isProgram(path.text().shown()));
  }

  private static boolean within(Text file, Text folder) {
    String prefix = folder.shown().replaceFirst("^\\./", "");
    prefix = prefix.endsWith("/") ? prefix : prefix + "/";
    return file.shown().replaceFirst("^\\./", "").startsWith(prefix);
  }

  private static boolean fits(Text name, Text pattern, boolean glob) {
    return Globs.pattern(pattern, glob).matches(name.exact().orElse(name.shown()));
  }

  private static String literals(Text text) {
    StringBuilder out = new StringBuilder();
    text.parts().forEach(p -> {
      if (p instanceof Text.Literal l) {
        out.append(l.text());
      }
    });
    return out.toString();
  }

  /// Whether a glob says more than an extension.
  private static boolean hasWord(String glob) {
    return glob.replaceAll("[*?.{},\\[\\]]", "").length() > 1;
  }

  static Position at(StepRun run) {
    return run.step().at();
  }
}
