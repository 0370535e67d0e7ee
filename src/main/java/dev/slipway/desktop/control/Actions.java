package dev.slipway.desktop.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The actions of the window with what they do and whether they can be done now.
///
/// Only for the FX thread.
public final class Actions {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Action action, Runnable work, ObservableValue<String> refusal) {}

  /// Registers an action that can always be done.
  public void register(Action action, Runnable work) {
    register(action, work, new ReadOnlyStringWrapper(""));
  }

  /// Registers an action that can be done while `refusal` is empty; its text says why not.
  ///
  /// @throws IllegalArgumentException when the id is taken, or the keys are in the same place
  public void register(Action action, Runnable work, ObservableValue<String> refusal) {
    if (entries.containsKey(action.id())) {
      throw new IllegalArgumentException("There is an action " + action.id() + " already");
    }
    for (Entry entry : entries.values()) {
      if (clash(entry.action(), action)) {
        throw new IllegalArgumentException(entry.action().id() + " and " + action.id() + " have the same keys");
      }
    }
    entries.put(action.id(), new Entry(action, work, refusal));
  }

  private static boolean clash(Action one, Action other) {
    return one.shortcut().isPresent()
        && one.shortcut().equals(other.shortcut())
        && (one.page().isEmpty() || other.page().isEmpty() || one.page().equals(other.page()));
  }

  /// All actions, in the order of registration.
  public List<Action> all() {
    var all = new ArrayList<Action>();
    entries.values().forEach(entry -> all.add(entry.action()));
    return Collections.unmodifiableList(all);
  }

  /// The action with an id.
  public Optional<Action> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::action);
  }

  /// Why an action cannot be done now; empty when it can.
  public ObservableValue<String> refusal(Action action) {
    return entry(action).refusal();
  }

  /// Does an action, unless it cannot be done now.
  public void perform(Action action) {
    Entry entry = entry(action);
    if (entry.refusal().getValue().isEmpty()) {
      entry.work().run();
    }
  }

  /// Does what the pressed keys stand for on a page.
  ///
  /// @return whether they stand for anything there
  public boolean press(KeyEvent event, PageId page) {
    for (Entry entry : entries.values()) {
      Action action = entry.action();
      boolean here = action.page().isEmpty() || action.page().get() == page;
      if (here && action.shortcut().isPresent() && action.shortcut().get().match(event)) {
        perform(action);
        return true;
      }
    }
    return false;
  }

  /// A button in the header, 28 high, with its function key in a badge where it has one.
  public StackPane headerButton(Action action) {
    Button button = button(action);
    String keys = action.keys();
    if (keys.startsWith("F")) {
      var badge = new Label(keys);
      badge.getStyleClass().add("key-badge");
      var label = new Label(action.title(), Icon.of(action.icon()));
      label.setGraphicTextGap(6);
      var content = new HBox(8, label, badge);
      content.getStyleClass().add("button-content");
      button.setGraphic(content);
      button.setText("");
    }
    switch (action.look()) {
      case PLAIN -> {}
      case ACCENT -> button.getStyleClass().add("accent-button");
      case PUBLISH -> button.getStyleClass().add("publish-button");
    }
    return explained(button, action);
  }

  /// A button for an action with icon and title.
  public Button button(Action action) {
    Entry entry = entry(action);
    var button = new Button(action.title(), Icon.of(action.icon()));
    button.setId("action-" + action.id());
    button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    Describe.describe(button, action.title().replace("…", ""), action.description(), action.keys());
    button.setOnAction(_ -> perform(action));
    button.disableProperty().bind(entry.refusal().map(why -> !why.isEmpty()));
    return button;
  }

  /// A button wrapped so that it says why it is disabled, which a disabled button itself cannot.
  public StackPane explained(Button button, Action action) {
    var holder = new StackPane(button);
    holder.setPickOnBounds(true);
    ObservableValue<String> refusal = entry(action).refusal();
    ObservableValue<String> reason = refusal.map(why -> why.isEmpty() ? action.description() : why);
    Hint.on(holder, reason::getValue);
    button.accessibleHelpProperty().bind(reason);
    return holder;
  }

  /// A menu item for an action.
  public MenuItem menuItem(Action action) {
    Entry entry = entry(action);
    var item = new MenuItem(action.title(), Icon.of(action.icon()));
    action.shortcut().ifPresent(item::setAccelerator);
    item.setOnAction(_ -> perform(action));
    item.disableProperty().bind(entry.refusal().map(why -> !why.isEmpty()));
    return item;
  }

  private Entry entry(Action action) {
    Entry entry = entries.get(action.id());
    if (entry == null) {
      throw new IllegalArgumentException("No action " + action.id() + " was registered");
    }
    return entry;
  }
}
