package dev.slipway.workflow;

import dev.slipway.fact.Position;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;

/// One step of a job, or of an action of the repository itself. What rules ask of it again and again is looked up once.
public final class WorkflowStep {
  private final int number;
  private final YamlMapping body;
  private final String action;
  private final String version;
  private final Optional<YamlScalar> uses;
  private final Optional<YamlScalar> run;
  private final Optional<YamlScalar> condition;
  private final YamlMapping with;
  private final YamlMapping env;
  private final Optional<LocalAction> inside;
  private final Optional<String> unread;

  private WorkflowStep(int number, YamlMapping body, Optional<LocalAction> inside, Optional<String> unread) {
    this.number = number;
    this.body = body;
    this.uses = body.get("uses").flatMap(YamlNode::scalar);
    String used = uses.map(YamlScalar::value).orElse("");
    int at = used.indexOf('@');
    this.action = (at < 0 ? used : used.substring(0, at)).strip().toLowerCase(Locale.ROOT);
    this.version = at < 0 ? "" : used.substring(at + 1).strip();
    this.run = body.get("run").flatMap(YamlNode::scalar);
    this.condition = body.get("if").flatMap(YamlNode::scalar);
    this.with = body.mapping("with").orElseGet(() -> YamlMapping.empty(body.at()));
    this.env = body.mapping("env").orElseGet(() -> YamlMapping.empty(body.at()));
    this.inside = inside;
    this.unread = unread;
  }

  /// A step as the file writes it; an action of the repository itself is not read yet.
  static WorkflowStep of(int number, YamlMapping body) {
    WorkflowStep step = new WorkflowStep(number, body, Optional.empty(), Optional.empty());
    return step.isLocal() ? step.unread("it was not read") : step;
  }

  /// This step, the action of the repository that it uses read.
  WorkflowStep inside(LocalAction read) {
    return new WorkflowStep(number, body, Optional.of(read), Optional.empty());
  }

  /// This step, using an action that cannot be read.
  WorkflowStep unread(String reason) {
    return new WorkflowStep(number, body, Optional.empty(), Optional.of(reason));
  }

  /// Its place in the job or the action, from 1.
  public int number() {
    return number;
  }

  /// Everything the file says about it.
  public YamlMapping body() {
    return body;
  }

  /// The action's `owner/name` (and path) in lower case, without the version; empty for a script.
  public String action() {
    return action;
  }

  /// The action's version: what stands behind the `@`; empty when there is none.
  public String version() {
    return version;
  }

  /// Whether it uses an action of the repository itself.
  public boolean isLocal() {
    return action.startsWith("./") || action.startsWith("$/");
  }

  /// The action of the repository itself that it uses, where that was read.
  public Optional<LocalAction> inside() {
    return inside;
  }

  /// Why the action of the repository that it uses is not known, as a clause; empty for every other step.
  public Optional<String> unread() {
    return unread;
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
    return uses;
  }

  /// Its script.
  public Optional<YamlScalar> run() {
    return run;
  }

  /// Its `with` mapping.
  public YamlMapping with() {
    return with;
  }

  /// Its `env` mapping.
  public YamlMapping env() {
    return env;
  }

  /// Its `if`.
  public Optional<YamlScalar> condition() {
    return condition;
  }

  /// What people call it: its name, the action, or the first line of its script.
  public String title() {
    return name()
        .or(() -> uses().map(YamlScalar::value))
        .or(() -> run().flatMap(r -> r.value().lines().findFirst()))
        .orElse("step " + number);
  }
}
