package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.PageId;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// A page in the frame: its view model seen from outside. The view is made when it is first shown.
public interface Page {

  PageId id();

  /// One sentence under the title that sums the page up.
  ObservableValue<String> subtitle();

  /// The buttons in the header, left to right.
  List<Action> actions();

  /// Makes the page's nodes; called once, on the FX thread.
  Node view();
}
