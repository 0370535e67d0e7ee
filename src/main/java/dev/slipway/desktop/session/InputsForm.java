package dev.slipway.desktop.session;

import dev.slipway.desktop.control.Form;
import dev.slipway.workflow.WorkflowInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form that asks for the inputs of a `workflow_dispatch`, each by the type its file declares.
final class InputsForm {
  private InputsForm() {}

  /// @param workflow the file's name
  /// @param ref      what the run would be started on
  /// @param offered  what to fill in at first, by the inputs' names; their own defaults where there is nothing
  static Form of(String workflow, String ref, List<WorkflowInput> inputs, Map<String, String> offered) {
    List<Form.Field> fields = inputs.stream().map(input -> field(input, offered)).toList();
    return new Form("Run " + workflow, "Starts a run on " + ref + " and follows it to its end.", fields, "Run workflow");
  }

  private static Form.Field field(WorkflowInput input, Map<String, String> offered) {
    String initial = Optional.ofNullable(offered.get(input.name())).or(input::defaultValue).orElse("");
    return switch (input.type()) {
      case BOOLEAN -> new Form.Tick(input.name(), input.description(), initial);
      case CHOICE -> new Form.OneOf(input.name(), input.description(), initial, input.options());
      case NUMBER -> new Form.Line(input.name(), input.description(), initial,
          text -> required(input, text).or(() -> notANumber(input, text)).orElse(""));
      case STRING, ENVIRONMENT -> new Form.Line(input.name(), input.description(), initial, text -> required(input, text).orElse(""));
    };
  }

  private static Optional<String> required(WorkflowInput input, String text) {
    return input.required() && text.isBlank() ? Optional.of(input.name() + " is required.") : Optional.empty();
  }

  private static Optional<String> notANumber(WorkflowInput input, String text) {
    boolean fits = text.isBlank() || text.strip().matches("[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?");
    return fits ? Optional.empty() : Optional.of(input.name() + " is a number.");
  }
}
