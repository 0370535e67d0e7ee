package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Panel;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// One page in the sidebar: the icon of its worst state, its name and a count.
final class NavItem extends Button {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final PageId page;
  private final Icon icon;
  private final Label name = new Label();
  private final Label count = new Label();

  NavItem(PageId page, ShellModel model, Runnable open) {
    this.page = page;
    icon = Icon.of(NavState.UNKNOWN.worst());
    getStyleClass().setAll("nav-item");
    setId("nav-" + page.id());
    setMinWidth(0);
    setMaxWidth(Double.MAX_VALUE);
    name.setText(page.title());
    name.getStyleClass().add("nav-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    count.getStyleClass().add("nav-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    var row = new HBox(icon, name, Panel.gap(), count);
    row.getStyleClass().add("nav-row");
    var bar = new Region();
    bar.getStyleClass().add("nav-bar");
    bar.setMouseTransparent(true);
    var stack = new StackPane(row, bar);
    StackPane.setAlignment(bar, javafx.geometry.Pos.CENTER_LEFT);
    StackPane.setMargin(row, new javafx.geometry.Insets(0, 13, 0, 12));
    stack.minWidthProperty().bind(widthProperty());
    stack.maxWidthProperty().bind(widthProperty());
    setGraphic(stack);
    setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    setOnAction(_ -> open.run());
    model.nav().subscribe(_ -> show(model.nav(page)));
    // The first screen stands in the place of the board; the other pages have nothing to show then.
    disableProperty().bind(model.place().map(place -> place.isEmpty() && page != PageId.BOARD));
    model.page().subscribe(_ -> choose(model));
    model.place().subscribe(_ -> choose(model));
  }

  private void choose(ShellModel model) {
    PageId now = model.page().get();
    boolean first = model.place().get().isEmpty() && now != PageId.SETTINGS;
    pseudoClassStateChanged(CHOSEN, page == (first ? PageId.BOARD : now));
  }

  void narrow(boolean its) {
    for (Label label : new Label[] {name, count}) {
      label.setVisible(!its);
      label.setManaged(!its);
    }
    setTooltip(its ? new Tooltip(page.title()) : null);
  }

  private void show(NavState state) {
    icon.show(state.worst());
    count.setText(state.count());
    String words = page.title() + ", " + state.worst().word().toLowerCase(java.util.Locale.ROOT);
    setAccessibleText(state.count().isEmpty() ? words : words + ", " + state.count());
  }
}
