package dev.slipway.desktop.work;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A task in the status bar: its title, how far it is, and a way to stop it. Only for the FX thread.
public final class RunningTask {
  private final String title;
  private final Runnable cancel;
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper measure = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper("");

  RunningTask(String title, Runnable cancel) {
    this.title = title;
    this.cancel = cancel;
  }

  void show(Measure now) {
    fraction.set(now.fraction());
    measure.set(now.words());
    phase.set(now.phase());
  }

  /// What is being done.
  public String title() {
    return title;
  }

  /// The done part from 0 to 1, or negative while that is not known.
  public ReadOnlyDoubleProperty fraction() {
    return fraction.getReadOnlyProperty();
  }

  /// How far it is in words: "2.9 of 4.7 MB", "3 of 7"; empty while that is not known.
  public ReadOnlyStringProperty measure() {
    return measure.getReadOnlyProperty();
  }

  /// What it does at the moment.
  public ReadOnlyStringProperty phase() {
    return phase.getReadOnlyProperty();
  }

  /// Asks it to stop.
  public void cancel() {
    cancel.run();
  }
}
