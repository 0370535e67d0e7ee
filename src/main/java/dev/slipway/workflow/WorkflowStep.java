package dev.slipway.workflow;

import dev.slipway.fact.Position;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;

/// One step of a job.
///
/// @param number  its place in the job, from 1
/// @param body    everything the file says about it
/// @param action  the action's `owner/name` (and path) in lower case, without the version; empty for a script
/// @param version the action's version: what stands behind the `@`; empty when there is none
public record WorkflowStep(int number, YamlMapping body, String action, String version) {

  /// A step as the file writes it.
  static WorkflowStep of(int number, YamlMapping body) {
    String uses = body.get("uses").flatMap(YamlNode::scalar).map(YamlScalar::value).orElse("");
    int at = uses.indexOf('@');
    return new WorkflowStep(
        number, body,
        (at < 0 ? uses : uses.substring(0, at)).strip().toLowerCase(Locale.ROOT),
        at < 0 ? "" : uses.substring(at + 1).strip());
  }

  /// Where it stands.
  public Position at() {
    return body.at();
  }

  /// Its `id`.
  public Optional<String> id() {
    return body.text("id");
  }

  /// Its `name`, as written.
  public Optional<String> name() {
    return body.text("name");
  }

  /// The action it uses, as written.
  public Optional<YamlScalar> uses() {
    return body.get("uses").flatMap(YamlNode::scalar);
  }

  /// Its script.
  public Optional<YamlScalar> run() {
    return body.get("run").flatMap(YamlNode::scalar);
  }

  /// Its `with` mapping.
  public YamlMapping with() {
    return body.mapping("with").orElseGet(() -> YamlMapping.empty(at()));
  }

  /// Its `env` mapping.
  public YamlMapping env() {
    return body.mapping("env").orElseGet(() -> YamlMapping.empty(at()));
  }

  /// Its `if`.
  public Optional<YamlScalar> condition() {
    return body.get("if").flatMap(YamlNode::scalar);
  }

  /// What people call it: its name, the action, or the first line of its script.
  public String title() {
    return name()
        .or(() -> uses().map(YamlScalar::value))
        .or(() -> run().flatMap(r -> r.value().lines().findFirst()))
        .orElse("step " + number);
  }
}
