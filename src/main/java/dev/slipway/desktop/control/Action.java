package dev.slipway.desktop.control;

import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/// Something a user can do, described once: button, menu, shortcut, palette and accessible text all come from here.
///
/// @param id          stable, in kebab case
/// @param title       verb and object; "…" only when a question follows
/// @param description one sentence that says what it does
/// @param shortcut    the keys, where it has some
/// @param icon        the icon on its button
/// @param page        the page it belongs to; empty when it works everywhere
/// @param look        how its button looks in the header
public record Action(
    String id,
    String title,
    String description,
    Optional<KeyCombination> shortcut,
    Ikon icon,
    Optional<PageId> page,
    Look look) {

  /// How much a button stands out. A page has at most one that is not plain.
  public enum Look {
    PLAIN,
    ACCENT,
    /// The one that makes something public.
    PUBLISH
  }

  /// An action that works everywhere.
  public static Action everywhere(String id, String title, String description, String keys, Ikon icon) {
    return new Action(id, title, description, keys(keys), icon, Optional.empty(), Look.PLAIN);
  }

  /// An action of one page.
  public static Action on(PageId page, String id, String title, String description, String keys, Ikon icon) {
    return new Action(id, title, description, keys(keys), icon, Optional.of(page), Look.PLAIN);
  }

  /// The same action as the one accent of its page.
  public Action accented() {
    return new Action(id, title, description, shortcut, icon, page, Look.ACCENT);
  }

  /// The same action as the one that makes something public.
  public Action publishing() {
    return new Action(id, title, description, shortcut, icon, page, Look.PUBLISH);
  }

  /// The keys as a person reads them: `Ctrl K`; empty where there are none.
  public String keys() {
    return shortcut.map(Keys::words).orElse("");
  }

  private static Optional<KeyCombination> keys(String keys) {
    return keys.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(keys));
  }
}
