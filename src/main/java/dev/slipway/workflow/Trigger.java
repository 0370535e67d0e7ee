package dev.slipway.workflow;

import dev.slipway.fact.Position;
import dev.slipway.workflow.yaml.YamlMapping;
import java.util.List;

/// One event of a workflow's `on:`.
///
/// @param event the event, such as `push`
/// @param body  its filters and inputs; empty when it has none
/// @param at    where it is named
public record Trigger(String event, YamlMapping body, Position at) {

  /// The branch filters, `branches` and nothing else.
  public List<String> branches() {
    return body.texts("branches");
  }

  /// The tag filters, `tags` and nothing else.
  public List<String> tags() {
    return body.texts("tags");
  }

  /// Whether a push filter names tags but no branches, so that a push to a branch does not start it.
  public boolean isTagsOnly() {
    return event.equals("push")
        && body.entry("tags").isPresent()
        && body.entry("branches").isEmpty()
        && body.entry("branches-ignore").isEmpty();
  }

  /// Whether a scenario starts the workflow through this trigger. Filters on changed paths are taken to hold:
  /// GitHub does not apply them to tags.
  public boolean startsFor(Scenario scenario) {
    if (!event.equalsIgnoreCase(scenario.event())) {
      return false;
    }
    if (!event.equals("push")) {
      return true;
    }
    boolean tagFilters = body.entry("tags").isPresent() || body.entry("tags-ignore").isPresent();
    boolean branchFilters = body.entry("branches").isPresent() || body.entry("branches-ignore").isPresent();
    if (!tagFilters && !branchFilters) {
      return true;
    }
    String kind = scenario.isTag() ? "tags" : "branches";
    if (scenario.isTag() ? !tagFilters : !branchFilters) {
      return false;
    }
    return body.entry(kind).isPresent()
        ? RefFilter.matches(body.texts(kind), scenario.refName())
        : !RefFilter.matches(body.texts(kind + "-ignore"), scenario.refName());
  }
}
