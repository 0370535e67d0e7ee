package dev.slipway.target;

import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Actions and commands that build and release in one step. Only what their documentation promises is told of the names
/// they give; what another file decides is unknown, with that file as the reason.
final class ReleasingTools {
  private static final Pattern ELECTRON_BUILDER = Pattern.compile(
      "(?m)(?:^|[;&|]\\s*)\\s*(?:(?:npx|yarn|pnpm|bunx|npm exec|yarn run|pnpm exec|pnpm dlx|bun run|bun x)\\s+(?:--?\\w[\\w-]*\\s+|--\\s+)*)?(?:\\S*/)?electron-builder\\s"
          + "[^\\n;|&]*(?:--publish|-p)[\\s=]+['\"]?(?:always|onTag(?:OrDraft)?)\\b");
  private static final Pattern ELECTRON_FORGE = Pattern.compile("(?:^|[\\s/])electron-forge\\s+publish\\b");

  private ReleasingTools() {}

  /// The release step of a tool called in a script; empty where the script calls none.
  static Optional<ReleaseStep> inScript(StepRun run, String script) {
    if (script.contains("electron-builder") && ELECTRON_BUILDER.matcher(script).find()) {
      return Optional.of(electron(run, "electron-builder", "artifactName in its configuration"));
    }
    if (script.contains("electron-forge") && ELECTRON_FORGE.matcher(script).find()) {
      return Optional.of(electron(run, "electron-forge", "the makers in forge.config"));
    }
    return Optional.empty();
  }

  /// The action that runs electron-builder, which releases where it is told to.
  static Optional<ReleaseStep> electronAction(StepRun run) {
    Optional<String> release = run.input("release").flatMap(i -> i.text().exact());
    boolean never = run.input("release").isEmpty() || release.filter(r -> !r.equalsIgnoreCase("true")).isPresent();
    return never ? Optional.empty() : Optional.of(electron(run, "electron-builder", "artifactName in its configuration"));
  }

  /// It may publish elsewhere than to GitHub, and makes a draft or a release as its configuration says.
  private static ReleaseStep electron(StepRun run, String tool, String decides) {
    return new ReleaseStep(run.step(), true, List.of(), List.of(named(run, tool + "'s files", decides + " names them")),
        Optional.empty(), false, true, run.step().at());
  }

  /// `tauri-apps/tauri-action`, which uploads its bundles where a tag or a release is given.
  static Optional<ReleaseStep> tauri(StepRun run) {
    boolean creates = isGiven(run, "tagName");
    if (!creates && !isGiven(run, "releaseId")) {
      return Optional.empty();
    }
    Optional<StepRun.Input> said = run.input("releaseDraft");
    Optional<Boolean> draft = !creates ? Optional.empty()
        : said.isEmpty() ? Optional.of(false) : said.get().text().exact().map(d -> d.equalsIgnoreCase("true"));
    return Optional.of(new ReleaseStep(run.step(), creates, List.of(),
        List.of(named(run, "tauri's bundles", "tauri.conf.json says which bundles, their name and version")),
        draft, creates && draft.filter(d -> !d).isPresent(), false, run.step().at()));
  }

  private static boolean isGiven(StepRun run, String input) {
    return run.input(input).filter(i -> i.text().exact().filter(String::isBlank).isEmpty()).isPresent();
  }

  /// `taiki-e/upload-rust-binary-action`: an archive named by `archive`, whose kind follows the system of the runner, and
  /// a file for each checksum.
  ///
  /// @see <a href="https://github.com/taiki-e/upload-rust-binary-action#inputs">its inputs</a>
  static Optional<ReleaseStep> rustBinary(StepRun run) {
    if (run.input("dry-run").flatMap(i -> i.text().exact()).filter(d -> d.equalsIgnoreCase("true")).isPresent()) {
      return Optional.empty();
    }
    Text archive = archive(run);
    List<StepRun.Input> names = new ArrayList<>();
    Optional<String> tar = run.input("tar").map(i -> i.text().shown()).or(() -> Optional.of("unix"));
    Optional<String> zip = run.input("zip").map(i -> i.text().shown()).or(() -> Optional.of("windows"));
    Optional<Boolean> windows = run.known().known("runner").get("os").filter(os -> os instanceof Value.Str).map(os -> os.equals(Value.of("Windows")));
    for (String kind : List.of("tar.gz", "zip")) {
      String where = (kind.equals("zip") ? zip : tar).orElseThrow().toLowerCase(Locale.ROOT);
      switch (where) {
        case "none" -> {}
        case "all" -> add(run, archive.plus("." + kind), names);
        case "unix", "windows" -> {
          if (windows.isPresent() && windows.get() == where.equals("windows")) {
            add(run, archive.plus("." + kind), names);
          }
        }
        default -> add(run, archive.plus(Text.hole("." + kind, "the workflow does not tell whether it is made")), names);
      }
    }
    if (windows.isEmpty() && names.isEmpty()) {
      add(run, Text.hole(archive.shown(), "the runner's system decides the kind of archive"), names);
    }
    if (!names.isEmpty()) {
      run.input("checksum").ifPresent(c -> Texts.split(c.text(), ",").forEach(sum -> add(run, archive.plus(".").plus(sum), names)));
    }
    return Optional.of(new ReleaseStep(run.step(), false, List.of(), List.copyOf(names), Optional.empty(), false, names.isEmpty(), run.step().at()));
  }

  private static Text archive(StepRun run) {
    Text name = run.input("archive").map(StepRun.Input::text).orElse(Text.of("$bin-$target"));
    Text bin = run.input("bin").map(StepRun.Input::text).orElse(Text.hole("bin", "the workflow does not say it"));
    Text target = run.input("target").map(StepRun.Input::text).filter(t -> !t.parts().isEmpty())
        .orElse(Text.hole("target", "it is the host's own"));
    Text tag = run.known().known("github").get("ref_name").map(Value::asText).orElse(Text.hole("tag", "the tag that is pushed"));
    return put(put(put(name, "$bin", bin), "$target", target), "$tag", tag);
  }

  /// The first such variable, as the action replaces it.
  private static Text put(Text name, String variable, Text value) {
    Text made = new Text(List.of());
    boolean done = false;
    for (Text.Part part : name.parts()) {
      int at = part instanceof Text.Literal(String text) && !done ? text.indexOf(variable) : -1;
      if (at >= 0 && part instanceof Text.Literal(String text)) {
        made = made.plus(text.substring(0, at)).plus(value).plus(text.substring(at + variable.length()));
        done = true;
      } else {
        made = made.plus(new Text(List.of(part)));
      }
    }
    return made;
  }

  private static void add(StepRun run, Text name, List<StepRun.Input> names) {
    names.add(new StepRun.Input(name, false, run.step().at()));
  }

  private static StepRun.Input named(StepRun run, String name, String reason) {
    return new StepRun.Input(Text.hole(name, reason), false, run.step().at());
  }
}
