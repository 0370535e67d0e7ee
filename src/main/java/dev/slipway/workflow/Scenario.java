package dev.slipway.workflow;

import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Expressions;
import dev.slipway.workflow.expression.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What happened in the repository that makes GitHub start a workflow.
///
/// @param event      the event: `push`, `workflow_dispatch`, `pull_request`, …
/// @param ref        the full ref, such as `refs/tags/v1.2.3`
/// @param sha        the commit, 40 hexadecimal digits; empty when it is not known
/// @param repository `owner/name`
/// @param inputs     the inputs given to a dispatched or called workflow
public record Scenario(String event, String ref, String sha, String repository, SequencedMap<String, Value> inputs) {

  public Scenario {
    inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
  }

  /// Somebody pushes a tag: the scenario of a release.
  ///
  /// @param tag the tag without `refs/tags/`
  public static Scenario tagPush(String tag, String repository) {
    return new Scenario("push", "refs/tags/" + tag, "", repository, new LinkedHashMap<>());
  }

  /// Somebody pushes to a branch.
  public static Scenario branchPush(String branch, String repository) {
    return new Scenario("push", "refs/heads/" + branch, "", repository, new LinkedHashMap<>());
  }

  /// Somebody runs the workflow by hand.
  ///
  /// @param ref the full ref it runs on
  public static Scenario dispatch(String ref, String repository, Map<String, String> inputs) {
    LinkedHashMap<String, Value> values = new LinkedHashMap<>();
    inputs.forEach((k, v) -> values.put(k, Value.of(v)));
    return new Scenario("workflow_dispatch", ref, "", repository, values);
  }

  /// This scenario as a workflow meets it. The push of a tag creates the tag as well, which is what `on: create` waits
  /// for; a workflow that only a published release or a person starts sees that event, with the tag as its ref.
  public Scenario reaching(WorkflowFile file) {
    if (!event.equals("push") || !isTag() || file.startsFor(this)) {
      return this;
    }
    for (String other : List.of("create", "release", "workflow_dispatch")) {
      if (file.trigger(other).isPresent()) {
        return new Scenario(other, ref, sha, repository, inputs);
      }
    }
    return this;
  }

  /// The same scenario at a known commit.
  public Scenario at(String commit) {
    return new Scenario(event, ref, commit, repository, inputs);
  }

  /// The same scenario with other inputs.
  public Scenario withInputs(SequencedMap<String, Value> values) {
    return new Scenario(event, ref, sha, repository, values);
  }

  /// Whether the ref is a tag.
  public boolean isTag() {
    return ref.startsWith("refs/tags/");
  }

  /// The ref without `refs/tags/` or `refs/heads/`.
  public String refName() {
    return ref.startsWith("refs/tags/") ? ref.substring(10) : ref.startsWith("refs/heads/") ? ref.substring(11) : ref;
  }

  /// The `github` context, as far as the scenario tells it.
  public Contexts contexts() {
    return contexts(new Expressions());
  }

  /// The same, for expressions of which some are parsed.
  Contexts contexts(Expressions expressions) {
    LinkedHashMap<String, Value> github = new LinkedHashMap<>();
    int slash = repository.indexOf('/');
    github.put("event_name", Value.of(event));
    github.put("ref", Value.of(ref));
    github.put("ref_name", Value.of(refName()));
    github.put("ref_type", Value.of(isTag() ? "tag" : "branch"));
    github.put("sha", sha.isEmpty() ? new Value.Unknown("github.sha", "the commit is not known yet") : Value.of(sha));
    github.put("server_url", Value.of("https://github.com"));
    github.put("api_url", Value.of("https://api.github.com"));
    if (slash > 0) {
      github.put("repository", Value.of(repository));
      github.put("repository_owner", Value.of(repository.substring(0, slash)));
    }
    if (!event.startsWith("pull_request")) {
      github.put("head_ref", Value.EMPTY);
      github.put("base_ref", Value.EMPTY);
    }
    github.put("event", payload());
    return Contexts.none(expressions).withOpen("github", new Value.Obj(github), "GitHub knows it only in a run");
  }

  /// The `github.event` object: what is certain, what only a run knows, and nothing else.
  private Value payload() {
    if (event.equals("release") && isTag()) {
      String reason = "it is part of the event's payload";
      LinkedHashMap<String, Value> release = new LinkedHashMap<>();
      release.put("tag_name", Value.of(refName()));
      LinkedHashMap<String, Value> known = new LinkedHashMap<>();
      known.put("release", new Value.Obj(release, Optional.of(reason)));
      return new Value.Obj(known, Optional.of(reason));
    }
    if (event.startsWith("pull_request") || event.equals("release") || event.equals("schedule")) {
      return new Value.Unknown("github.event", "it is the event's payload");
    }
    LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
    for (String key : new String[] {"before", "commits", "head_commit", "pusher", "sender", "organization", "repository", "compare"}) {
      fields.put(key, new Value.Unknown("github.event." + key, "it is part of the event's payload"));
    }
    fields.put("ref", Value.of(event.equals("create") ? refName() : ref));
    if (event.equals("create")) {
      fields.put("ref_type", Value.of(isTag() ? "tag" : "branch"));
      fields.put("master_branch", new Value.Unknown("github.event.master_branch", "it is part of the event's payload"));
      fields.put("description", new Value.Unknown("github.event.description", "it is part of the event's payload"));
    }
    if (event.equals("push")) {
      fields.put("created", Value.of(isTag()));
      fields.put("deleted", Value.FALSE);
      fields.put("forced", Value.FALSE);
      fields.put("base_ref", Value.NULL);
    }
    if (event.equals("workflow_dispatch")) {
      LinkedHashMap<String, Value> texts = new LinkedHashMap<>();
      inputs.forEach((k, v) -> texts.put(k, Value.of(v.asText())));
      fields.put("inputs", texts.isEmpty()
          ? new Value.Unknown("github.event.inputs", "whoever starts the run gives it") : new Value.Obj(texts));
    }
    return new Value.Obj(fields);
  }
}
