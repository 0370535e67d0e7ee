package dev.slipway.desktop.settings;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.shell.Page;
import java.util.List;
import java.util.SequencedMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// What the Settings page shows: how the window looks, who is signed in, where things are kept.
public final class SettingsModel implements Page {
  private final List<String> looks;
  private final StringProperty look = new SimpleStringProperty("");
  private final ObservableValue<String> account;
  private final ObjectProperty<SequencedMap<String, String>> places = new SimpleObjectProperty<>(new java.util.LinkedHashMap<>());

  /// @param looks   the names of the looks to choose from, the first one being the usual one
  /// @param account who is signed in
  public SettingsModel(List<String> looks, ObservableValue<String> account) {
    this.looks = List.copyOf(looks);
    this.account = account;
    look.set(looks.getFirst());
  }

  List<String> looks() {
    return looks;
  }

  /// The chosen look.
  public StringProperty look() {
    return look;
  }

  ObservableValue<String> account() {
    return account.map(login -> login.isEmpty() ? "Not signed in. What is public can be read." : "Signed in as " + login);
  }

  /// What is kept where, by name.
  public ObjectProperty<SequencedMap<String, String>> places() {
    return places;
  }

  @Override
  public PageId id() {
    return PageId.SETTINGS;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return new ReadOnlyStringWrapper("How Slipway looks, who is signed in, where things are kept.");
  }

  @Override
  public List<Action> actions() {
    return List.of();
  }

  @Override
  public Node view() {
    return new SettingsView(this);
  }
}
