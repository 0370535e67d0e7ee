package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Form;
import dev.slipway.target.scaffold.ScaffoldFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Asks what a new release workflow is for: the names, and the targets with their runners.
final class ScaffoldForm {
  private static final List<Choice> CHOICES = List.of(
      new Choice("x86_64-unknown-linux-gnu", "Linux, x64", true),
      new Choice("aarch64-unknown-linux-gnu", "Linux, arm64", true),
      new Choice("x86_64-unknown-linux-musl", "Linux, x64, static", false),
      new Choice("aarch64-apple-darwin", "macOS, arm64", true),
      new Choice("x86_64-apple-darwin", "macOS, x64", true),
      new Choice("x86_64-pc-windows-msvc", "Windows, x64", true),
      new Choice("aarch64-pc-windows-msvc", "Windows, arm64", false),
      new Choice("wasm32-wasip2", "WebAssembly", false));

  private record Choice(String triple, String words, boolean usual) {}

  private ScaffoldForm() {}

  /// @param project the name that is offered
  static Form of(String project) {
    List<Form.Field> fields = new ArrayList<>();
    fields.add(new Form.Line("project", "The first part of every asset's name", project, ScaffoldForm::check));
    fields.add(new Form.Line("binary", "The executable; empty when it is named like the project", "",
        name -> name.isBlank() ? "" : check(name)));
    CHOICES.forEach(choice -> fields.add(new Form.Tick(choice.triple(), choice.words(), String.valueOf(choice.usual()))));
    return new Form(
        "New release workflow", "Writes .github/workflows/release.yml and .slipway.yml into a checkout. Nothing that is there is replaced.",
        fields, "Choose checkout…");
  }

  private static String check(String name) {
    return ScaffoldFiles.isName(name.strip()) ? "" : "Letters, digits, dots, dashes and underscores are taken.";
  }

  static void answer(SequencedMap<String, String> given, TargetsRequests requests) {
    String project = given.getOrDefault("project", "").strip();
    String binary = given.getOrDefault("binary", "").strip();
    List<String> triples = CHOICES.stream().map(Choice::triple).filter(triple -> "true".equals(given.get(triple))).toList();
    requests.writeWorkflow(project, binary.isEmpty() ? project : binary, triples);
  }
}
