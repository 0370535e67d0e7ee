package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.PageId;
import dev.slipway.forge.RateLimit;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the frame around the pages shows. No nodes: testable as plain Java.
public final class ShellModel {
  private final ObjectProperty<PageId> page = new SimpleObjectProperty<>(PageId.BOARD);
  private final ObjectProperty<Optional<Place>> place = new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Map<PageId, NavState>> nav = new SimpleObjectProperty<>(Map.of());
  private final ObjectProperty<Optional<RateLimit>> calls = new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty opening = new SimpleStringProperty("");
  private final StringProperty account = new SimpleStringProperty("");
  private final StringProperty updated = new SimpleStringProperty("");
  private final StringProperty evidence = new SimpleStringProperty("");

  /// The page on screen.
  public ObjectProperty<PageId> page() {
    return page;
  }

  /// What the window is looking at; empty shows the first screen.
  public ObjectProperty<Optional<Place>> place() {
    return place;
  }

  /// What is being opened: "Connecting clawft/weft"; empty while nothing is.
  public StringProperty opening() {
    return opening;
  }

  /// What the sidebar shows of each page.
  public ObjectProperty<Map<PageId, NavState>> nav() {
    return nav;
  }

  /// The state of one page in the sidebar.
  public NavState nav(PageId id) {
    return nav.get().getOrDefault(id, NavState.UNKNOWN);
  }

  /// How many calls the host still answers; empty before the first one.
  public ObjectProperty<Optional<RateLimit>> calls() {
    return calls;
  }

  /// Who is signed in; empty without a token.
  public StringProperty account() {
    return account;
  }

  /// When what is shown was read: "Updated 11:18:04", "as of 11:02", "Offline since 11:20".
  public StringProperty updated() {
    return updated;
  }

  /// When evidence was saved last: "Evidence saved 11:17".
  public StringProperty evidence() {
    return evidence;
  }
}
