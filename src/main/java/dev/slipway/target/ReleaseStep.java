package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.target.shell.Holes;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A step that creates a release, adds files to one, or publishes one.
///
/// @param step      the step
/// @param creates   whether it makes the release when there is none
/// @param files     the files it adds, as paths and globs
/// @param names     the names it gives assets itself
/// @param draft     whether it leaves the release a draft; empty where that is not known
/// @param publishes whether it turns a draft into a release
/// @param ownFiles  whether the tool decides the files itself, as goreleaser, cargo-dist and JReleaser do
/// @param at        where it stands
public record ReleaseStep(
    WorkflowStep step,
    boolean creates,
    List<StepRun.Input> files,
    List<StepRun.Input> names,
    Optional<Boolean> draft,
    boolean publishes,
    boolean ownFiles,
    Position at) {

  private static final Pattern GH =
      Pattern.compile("\\bgh\\s+release\\s+(create|upload|edit)\\b([^\\n;&|]*)");
  private static final List<String> TOOL_WORDS = List.of("gh release", "goreleaser", "dist host", "jreleaser", "electron-builder", "electron-forge", "/releases");
  private static final Pattern TOOL =
      Pattern.compile("(?:^|[\\s/])(goreleaser\\s+release|dist\\s+host|cargo\\s+dist\\s+host|jreleaser(?:-cli)?\\s+(?:full-release|release))\\b");

  /// The step as a release step; empty when it is none.
  static Optional<ReleaseStep> of(StepRun run) {
    WorkflowStep step = run.step();
    return switch (step.action()) {
      case "softprops/action-gh-release" -> action(run, true, lines(run, "files"), "draft");
      case "ncipollo/release-action" -> action(run, true, commas(run), "draft");
      case "marvinpinto/action-automatic-releases" -> action(run, true, lines(run, "files"), "draft");
      case "actions/create-release" -> action(run, true, List.of(), "draft");
      case "release-drafter/release-drafter" -> Optional.of(new ReleaseStep(step, true, List.of(), List.of(), Optional.of(true), false, false, step.at()));
      case "actions/upload-release-asset", "shogo82148/actions-upload-release-asset" ->
          named(run, false, "asset_name", "asset_path", "");
      case "svenstaro/upload-release-action" -> named(run, true, "asset_name", "file", "draft");
      case "taiki-e/upload-rust-binary-action" -> ReleasingTools.rustBinary(run);
      case "tauri-apps/tauri-action" -> ReleasingTools.tauri(run);
      case "samuelmeuli/action-electron-builder" -> ReleasingTools.electronAction(run);
      case "actions/github-script" -> ReleaseApi.javaScript(run);
      case "goreleaser/goreleaser-action" ->
          arguments(run).contains("release") && !arguments(run).contains("--snapshot")
              ? Optional.of(own(step, true))
              : Optional.empty();
      case "jreleaser/release-action" ->
          arguments(run).isEmpty() || arguments(run).contains("release") ? Optional.of(own(step, true)) : Optional.empty();
      case "taiki-e/create-gh-release-action" -> action(run, true, List.of(), "draft");
      default -> script(run);
    };
  }

  private static String arguments(StepRun run) {
    return run.input("args").or(() -> run.input("arguments")).map(i -> i.text().shown()).orElse("");
  }

  private static ReleaseStep own(WorkflowStep step, boolean creates) {
    return new ReleaseStep(step, creates, List.of(), List.of(), Optional.empty(), creates, true, step.at());
  }

  /// Whether it adds files to the release.
  public boolean addsFiles() {
    return ownFiles || !files.isEmpty() || !names.isEmpty();
  }

  private static Optional<ReleaseStep> named(StepRun run, boolean creates, String name, String path, String draftInput) {
    List<StepRun.Input> names = run.input(name).map(List::of).orElse(List.of());
    List<StepRun.Input> paths = names.isEmpty() ? run.input(path).map(List::of).orElse(List.of()) : List.of();
    return action(run, creates, paths, names, draftInput);
  }

  private static Optional<ReleaseStep> action(StepRun run, boolean creates, List<StepRun.Input> files, String draftInput) {
    return action(run, creates, files, List.of(), draftInput);
  }

  private static Optional<ReleaseStep> action(
      StepRun run, boolean creates, List<StepRun.Input> files, List<StepRun.Input> names, String draftInput) {
    Optional<Boolean> draft = Optional.of(false);
    if (!draftInput.isEmpty()) {
      Optional<StepRun.Input> said = run.input(draftInput);
      if (said.isPresent()) {
        draft = said.get().text().exact().map(d -> d.equalsIgnoreCase("true"));
      }
    }
    boolean publishes = creates && draft.isPresent() && !draft.get();
    return Optional.of(new ReleaseStep(run.step(), creates, files, names, draft, publishes, false, run.step().at()));
  }

  private static List<StepRun.Input> lines(StepRun run, String input) {
    return split(run.input(input), "\n");
  }

  private static List<StepRun.Input> commas(StepRun run) {
    return split(run.input("artifacts").or(() -> run.input("artifact")), "[\n,]");
  }

  /// An input of several lines, one by one, each with its own place where the block is literal.
  static List<StepRun.Input> split(Optional<StepRun.Input> input, String separator) {
    if (input.isEmpty()) {
      return List.of();
    }
    List<StepRun.Input> lines = new ArrayList<>();
    for (Text line : Texts.split(input.get().text(), separator)) {
      lines.add(new StepRun.Input(line, input.get().fromShell(), input.get().at()));
    }
    return lines;
  }

  private static Optional<ReleaseStep> script(StepRun run) {
    Optional<YamlScalar> script = run.step().run();
    if (script.isEmpty()) {
      return Optional.empty();
    }
    String text = script.get().value();
    boolean mayRelease = false;
    for (String word : TOOL_WORDS) {
      mayRelease |= text.contains(word);
    }
    if (!mayRelease) {
      return Optional.empty();
    }
    text = new Holes().encode(Expansion.evaluate(script.get(), new Evaluator(run.known())).asText()).replace("\\\n", " ");
    boolean creates = false;
    boolean publishes = false;
    boolean draft = false;
    boolean found = false;
    Matcher gh = GH.matcher(text);
    while (gh.find()) {
      found = true;
      String rest = gh.group(2);
      draft |= gh.group(1).equals("create") && rest.matches("(?s).*\\s(--draft|-d)\\b(?!=false).*");
      creates |= gh.group(1).equals("create");
      publishes |= gh.group(1).equals("edit") && rest.contains("--draft=false");
    }
    if (found) {
      publishes |= creates && !draft;
      List<StepRun.Input> files = run.released().stream().map(file -> new StepRun.Input(named(file.name()), true, file.at())).toList();
      return Optional.of(new ReleaseStep(run.step(), creates, files, List.of(),
          creates ? Optional.of(draft) : Optional.empty(), publishes, false, script.get().at()));
    }
    if (TOOL.matcher(text).find()) {
      return Optional.of(own(run.step(), true));
    }
    String evaluated = text;
    return ReleasingTools.inScript(run, evaluated).or(() -> ReleaseApi.inScript(run, evaluated));
  }

  /// A file without the label that may stand behind a `#`.
  private static Text named(Text file) {
    return file.exact().filter(name -> name.indexOf('#') > 0).map(name -> Text.of(name.substring(0, name.indexOf('#')))).orElse(file);
  }
}
