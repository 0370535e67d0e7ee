package dev.slipway.desktop;

import dev.slipway.desktop.artifacts.ArtifactsRequests;
import dev.slipway.desktop.board.BoardRequests;
import dev.slipway.desktop.notes.NotesRequests;
import dev.slipway.desktop.publish.PublishRequests;
import dev.slipway.desktop.runs.RunsRequests;
import dev.slipway.desktop.targets.TargetsRequests;
import dev.slipway.desktop.welcome.FaultChoice;
import dev.slipway.desktop.welcome.Opening;
import java.util.List;

/// Everything the window can ask for. All methods of all its parts return at once.
public interface Desk {

  /// What can be opened.
  Opening opening();

  /// What a rehearsal can be told to do wrong, in the order of the list.
  List<FaultChoice> faults();

  /// Whether the system offers a keyring to keep tokens in.
  boolean keepsTokens();

  /// Asks for another repository.
  void chooseRepository();

  /// Asks for another release of the repository.
  void chooseRelease();

  /// Measures every file again.
  void measure();

  /// Downloads and measures the files of earlier releases that were never measured here.
  void measureEarlier();

  BoardRequests board();

  RunsRequests runs();

  TargetsRequests targets();

  ArtifactsRequests artifacts();

  NotesRequests notes();

  PublishRequests publish();
}
