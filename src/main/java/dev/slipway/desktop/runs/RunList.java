package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.WorkflowRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The runs of a repository as far as they were read, newest first, and which of them the user wants to see.
final class RunList {
  private final ObservableList<WorkflowRun> all = FXCollections.observableArrayList();
  private final FilteredList<WorkflowRun> rows = new FilteredList<>(all);
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty thisReleaseOnly = new SimpleBooleanProperty();
  private final StringProperty tag = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private int pagesRead;
  private long total;

  RunList() {
    filter.subscribe(_ -> narrow());
    thisReleaseOnly.subscribe(_ -> narrow());
    tag.subscribe(_ -> narrow());
  }

  /// Begins with the runs of another repository.
  void begin(String releaseTag) {
    all.clear();
    pagesRead = 0;
    total = 0;
    tag.set(releaseTag);
    narrow();
  }

  /// Reads from the newest page on again.
  void fromTheStart() {
    pagesRead = 0;
  }

  /// The page to read next, from 1.
  int nextPage() {
    return pagesRead + 1;
  }

  /// Takes the next page.
  void add(RunPage page) {
    pagesRead++;
    total = page.total();
    show(page.runs());
  }

  /// Takes runs that were read elsewhere, beside those that are known.
  void show(List<WorkflowRun> runs) {
    Map<Long, WorkflowRun> byId = new LinkedHashMap<>();
    runs.forEach(run -> byId.put(run.id(), run));
    for (int i = 0; i < all.size(); i++) {
      WorkflowRun newer = byId.remove(all.get(i).id());
      if (newer != null && !newer.equals(all.get(i))) {
        all.set(i, newer);
      }
    }
    if (!byId.isEmpty()) {
      List<WorkflowRun> merged = new ArrayList<>(all);
      merged.addAll(byId.values());
      merged.sort(Comparator.comparing(WorkflowRun::created).reversed());
      all.setAll(merged);
    }
    total = Math.max(total, all.size());
    tell();
  }

  Optional<WorkflowRun> find(long id) {
    return all.stream().filter(run -> run.id() == id).findFirst();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean hasMore() {
    return all.size() < total;
  }

  long running() {
    return all.stream().filter(run -> RunWords.status(run) == Status.RUNNING).count();
  }

  private void narrow() {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    boolean only = thisReleaseOnly.get();
    rows.setPredicate(run ->
        (!only || run.headBranch().equals(tag.get()))
            && (wanted.isEmpty() || (RunWords.title(run) + " " + RunWords.detail(run)).toLowerCase(Locale.ROOT).contains(wanted)));
    tell();
  }

  private void tell() {
    count.set(rows.size() + " of " + Figures.count(Math.max(total, all.size())) + " shown");
  }

  /// What is left by the filter.
  ObservableList<WorkflowRun> rows() {
    return rows;
  }

  StringProperty filter() {
    return filter;
  }

  BooleanProperty thisReleaseOnly() {
    return thisReleaseOnly;
  }

  StringProperty tag() {
    return tag;
  }

  ReadOnlyStringProperty count() {
    return count.getReadOnlyProperty();
  }
}
