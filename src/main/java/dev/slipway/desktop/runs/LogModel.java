package dev.slipway.desktop.runs;

import dev.slipway.release.run.LogFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The log of a job: its lines, what is searched, and which match is meant.
final class LogModel {
  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final StringProperty wanted = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<LogFacts> facts = new ReadOnlyObjectWrapper<>(LogFacts.NONE);
  private final ReadOnlyStringWrapper foot = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper matchWords = new ReadOnlyStringWrapper("");
  private final IntegerProperty line = new SimpleIntegerProperty(-1);
  private List<Integer> matches = List.of();
  private int match;
  private boolean toEnd;

  LogModel() {
    wanted.subscribe(_ -> find());
  }

  void clear(String why) {
    lines.clear();
    facts.set(LogFacts.NONE);
    foot.set(why);
    find();
  }

  void show(List<LogLine> read, LogFacts told) {
    lines.setAll(read);
    facts.set(told);
    foot.set(read.size() + " lines." + (read.size() >= LogLine.MOST_LINES ? " The rest is on the host." : ""));
    find();
    if (toEnd && wanted.get().isEmpty()) {
      goToEnd();
    }
  }

  /// Whether a log that is shown from now on is shown at its end.
  void toEnd(boolean its) {
    toEnd = its;
  }

  void goToEnd() {
    line.set(lines.size() - 1);
  }

  private void find() {
    String text = wanted.get().toLowerCase(Locale.ROOT);
    List<Integer> found = new ArrayList<>();
    if (!text.isEmpty()) {
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).text().toLowerCase(Locale.ROOT).contains(text)) {
          found.add(i);
        }
      }
    }
    matches = found;
    match = 0;
    goTo();
  }

  void next() {
    match = matches.isEmpty() ? 0 : (match + 1) % matches.size();
    goTo();
  }

  void previous() {
    match = matches.isEmpty() ? 0 : Math.floorMod(match - 1, matches.size());
    goTo();
  }

  private void goTo() {
    matchWords.set(wanted.get().isEmpty() ? "" : matches.isEmpty() ? "no match" : (match + 1) + " of " + matches.size());
    line.set(matches.isEmpty() ? -1 : matches.get(match));
  }

  /// Goes to the first line of a moment or later, such as the start of a step.
  void goTo(Instant moment) {
    // Steps carry whole seconds, lines fractions of them.
    Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).at().filter(at -> !at.isBefore(second)).isPresent()) {
        line.set(i);
        return;
      }
    }
  }

  ObservableList<LogLine> lines() {
    return lines;
  }

  StringProperty wanted() {
    return wanted;
  }

  /// What the log tells of the build.
  ReadOnlyObjectProperty<LogFacts> facts() {
    return facts.getReadOnlyProperty();
  }

  ReadOnlyStringProperty foot() {
    return foot.getReadOnlyProperty();
  }

  ReadOnlyStringProperty matchWords() {
    return matchWords.getReadOnlyProperty();
  }

  /// The index of the line that is meant; negative for none.
  IntegerProperty line() {
    return line;
  }
}
