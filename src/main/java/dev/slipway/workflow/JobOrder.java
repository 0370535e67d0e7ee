package dev.slipway.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The jobs of a file, each behind those it waits for, wherever they stand in the file.
///
/// @param jobs   in this order; those of a circle are at the end
/// @param circle a job that waits for itself
record JobOrder(List<WorkflowJob> jobs, Optional<WorkflowJob> circle) {

  static JobOrder of(List<WorkflowJob> jobs) {
    Map<String, WorkflowJob> waiting = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    jobs.forEach(job -> waiting.putIfAbsent(job.id(), job));
    Map<String, Integer> needed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, List<WorkflowJob>> followers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Deque<WorkflowJob> ready = new ArrayDeque<>();
    for (WorkflowJob job : jobs) {
      List<String> needs = job.needs().stream().filter(waiting::containsKey).distinct().toList();
      needs.forEach(need -> followers.computeIfAbsent(need, _ -> new ArrayList<>()).add(job));
      needed.put(job.id(), needs.size());
      if (needs.isEmpty()) {
        ready.add(job);
      }
    }
    Map<String, WorkflowJob> ordered = new LinkedHashMap<>();
    while (!ready.isEmpty()) {
      WorkflowJob done = ready.remove();
      ordered.putIfAbsent(done.id(), done);
      for (WorkflowJob follower : followers.getOrDefault(done.id(), List.of())) {
        if (needed.merge(follower.id(), -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    Optional<WorkflowJob> circle = jobs.stream()
        .filter(job -> !ordered.containsKey(job.id()))
        .filter(job -> waitsForItself(job, waiting))
        .findFirst();
    jobs.forEach(job -> ordered.putIfAbsent(job.id(), job));
    return new JobOrder(List.copyOf(ordered.values()), circle);
  }

  private static boolean waitsForItself(WorkflowJob job, Map<String, WorkflowJob> jobs) {
    Map<String, WorkflowJob> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Deque<WorkflowJob> open = new ArrayDeque<>(List.of(job));
    while (!open.isEmpty()) {
      for (String need : open.remove().needs()) {
        WorkflowJob next = jobs.get(need);
        if (next != null && seen.putIfAbsent(need, next) == null) {
          open.add(next);
        }
      }
    }
    return seen.containsKey(job.id());
  }
}
