package dev.slipway.desktop.control;

import java.util.function.Function;
import javafx.scene.Node;

/// A cell with a status: icon and word.
///
/// @param <R> the row
public final class MarkCell<R> implements Cells.Drawn<R> {
  private final StatusMark mark = new StatusMark(Status.UNKNOWN);
  private final Function<R, Status> status;
  private final Function<R, String> words;

  public MarkCell(Function<R, Status> status) {
    this(status, row -> status.apply(row).word());
  }

  public MarkCell(Function<R, Status> status, Function<R, String> words) {
    this.status = status;
    this.words = words;
  }

  @Override
  public Node node() {
    return mark;
  }

  @Override
  public void show(R row) {
    mark.show(status.apply(row), words.apply(row));
  }
}
