package dev.slipway.desktop;

import dev.slipway.desktop.board.BoardRequests;
import dev.slipway.desktop.publish.PublishRequests;
import dev.slipway.desktop.welcome.Opening;
import java.util.List;

/// Everything the window can ask for; whoever wires the program answers.
public interface Desk {

  /// What can be opened.
  Opening opening();

  /// The names of what a rehearsal can be told to do wrong, in the order of the list.
  List<String> faults();

  /// What the Board page asks for.
  BoardRequests board();

  /// Starts the release workflow and follows its run; returns at once.
  void runWorkflow();

  /// What the Publish page asks for.
  PublishRequests publish();
}
