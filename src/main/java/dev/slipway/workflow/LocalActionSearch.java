package dev.slipway.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the actions of the repository itself that workflows use, and those that these use. Whoever has the files asks
/// for [#next] until nothing is wanted any more, answers each, and takes the workflows with the actions in them.
public final class LocalActionSearch {
  /// More actions than a repository has; the others stay unread.
  private static final int MOST_ACTIONS = 100;

  private final List<WorkflowFile> files;
  private final Map<String, LocalAction> read = new LinkedHashMap<>();
  private final Map<String, String> missing = new HashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, LocalAction> resolved = new LinkedHashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();

  /// A search for what these workflows use.
  public LocalActionSearch(List<WorkflowFile> files) {
    this.files = List.copyOf(files);
    files.forEach(file -> file.jobs().forEach(job -> want(job.steps())));
  }

  private void want(List<WorkflowStep> steps) {
    for (WorkflowStep step : steps) {
      folder(step).filter(folder -> asked.size() < MOST_ACTIONS && asked.add(folder)).ifPresent(open::add);
    }
  }

  /// The folder of the next action that is wanted, from the root of the repository; empty when all were asked for.
  public Optional<String> next() {
    return Optional.ofNullable(open.peek());
  }

  /// The paths an action may have its description at, from the root of the repository, the likelier one first.
  public static List<String> paths(String folder) {
    String start = folder.isEmpty() ? "" : folder + "/";
    return List.of(start + "action.yml", start + "action.yaml");
  }

  /// The wanted action is there.
  ///
  /// @param file the name its positions carry
  public void found(byte[] bytes, String file) {
    LocalAction action = LocalAction.read(bytes, file);
    read.put(open.remove(), action);
    want(action.steps());
  }

  /// The wanted action is not there.
  public void missing() {
    String folder = open.remove();
    missing.put(folder, "there is no %s".formatted(paths(folder).getFirst()));
  }

  /// The wanted action is there, and yet cannot be read.
  ///
  /// @param reason why, as a clause
  public void unread(String reason) {
    missing.put(open.remove(), reason);
  }

  /// The workflows with what their steps use.
  public List<WorkflowFile> files() {
    return files.stream().map(file -> file.with(this::filled)).toList();
  }

  private WorkflowStep filled(WorkflowStep step) {
    if (!step.isLocal()) {
      return step;
    }
    Optional<String> folder = folder(step);
    if (folder.isEmpty()) {
      return step.unread("it lies outside the repository");
    }
    if (resolving.contains(folder.get())) {
      return step.unread("it leads back to itself");
    }
    return resolved(folder.get()).map(step::inside)
        .orElseGet(() -> step.unread(missing.getOrDefault(folder.get(), "it was not read")));
  }

  private Optional<LocalAction> resolved(String folder) {
    LocalAction known = resolved.get(folder);
    LocalAction written = read.get(folder);
    if (known != null || written == null) {
      return Optional.ofNullable(known);
    }
    resolving.add(folder);
    LocalAction made = written.with(this::filled);
    resolving.remove(folder);
    resolved.put(folder, made);
    return Optional.of(made);
  }

  /// The folder a step's local action lies in; empty where it uses none, or the path leaves the repository.
  static Optional<String> folder(WorkflowStep step) {
    if (!step.isLocal()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    String path = step.uses().orElseThrow().value().strip();
    for (String part : path.substring(2).split("/")) {
      if (part.equals("..") || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0 || part.contains("${{")) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }
}
