package dev.slipway.changelog.section;

import java.util.List;

/// One line of a changelog section.
///
/// @param section  where it belongs
/// @param text     its Markdown without the bullet
/// @param breaking whether it begins with the **Breaking:** marker
/// @param shas     the full ids of the commits it stands for
public record Entry(ChangeType section, String text, boolean breaking, List<String> shas) {
  public Entry {
    shas = List.copyOf(shas);
  }
}
