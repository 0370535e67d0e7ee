package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Pill;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// The left side: what is looked at, the pages in the order of release day, calls left, and the account.
final class Sidebar extends VBox {
  private final Label repository = Texts.name(Texts.strong(""));
  private final Label host = Texts.small("");
  private final Label tag = Texts.name(Texts.strong(""));
  private final Pill state = new Pill("", Pill.Look.PLAIN);
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final Meter meter;
  private final List<Node> words = new ArrayList<>();
  private final List<NavItem> items = new ArrayList<>();
  private final Switcher repositories;
  private final Switcher releases;

  Sidebar(ShellModel model, Actions actions, ShellActions shell) {
    getStyleClass().add("sidebar");
    host.setGraphicTextGap(5);
    var named = new VBox(2, repository, host);
    named.setAlignment(Pos.CENTER_LEFT);
    repositories =
        new Switcher("switch-repository", Icon.of(Octicons.REPO_16), named,
            () -> actions.perform(shell.openRepository()));
    repositories.getStyleClass().add("switcher-tall");
    var release = new HBox(8, tag, state);
    release.setAlignment(Pos.CENTER_LEFT);
    releases =
        new Switcher("switch-release", Icon.of(Octicons.TAG_16), release,
            () -> actions.perform(shell.openRelease()));
    var nav = new VBox();
    nav.getStyleClass().add("nav");
    for (PageId page : PageId.values()) {
      if (page != PageId.SETTINGS) {
        items.add(new NavItem(page, model, () -> actions.perform(shell.page(page))));
      }
    }
    nav.getChildren().addAll(items);
    meter = new Meter(model);
    var gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    var switchers = new VBox(8, repositories, releases);
    switchers.getStyleClass().add("switchers");
    getChildren().addAll(switchers, nav, gap, new StackPane(meter), account(model, actions, shell.page(PageId.SETTINGS)));
    show(model.place().get());
    model.place().subscribe(this::show);
  }

  /// In a narrow window only the icons stay; what they stand for is still said, and in their tooltips.
  void narrow(boolean its) {
    pseudoClassStateChanged(NARROW, its);
    repositories.narrow(its);
    releases.narrow(its);
    items.forEach(item -> item.narrow(its));
    meter.getParent().setVisible(!its);
    meter.getParent().setManaged(!its);
    words.forEach(node -> {
      node.setVisible(!its);
      node.setManaged(!its);
    });
  }

  private HBox account(ShellModel model, Actions actions, Action settings) {
    var initials = new Label();
    initials.getStyleClass().add("initials");
    var avatar = new StackPane(initials);
    avatar.getStyleClass().add("avatar");
    var login = Texts.name(Texts.base(""));
    var gear = new Button("", new Icon(Octicons.GEAR_16, Tone.MUTED));
    gear.setId("nav-settings");
    gear.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    gear.getStyleClass().add("icon-button");
    gear.setOnAction(_ -> actions.perform(settings));
    Describe.describe(gear, settings.title(), settings.description(), settings.keys());
    model.account().subscribe(
        name -> {
          login.setText(name.isEmpty() ? "Not signed in" : name);
          initials.setText(name.isEmpty() ? "–" : name.substring(0, Math.min(2, name.length())).toUpperCase(java.util.Locale.ROOT));
        });
    Region gap = Panel.gap();
    words.addAll(List.of(avatar, login, gap));
    var row = new HBox(8, avatar, login, gap, gear);
    row.getStyleClass().add("account");
    return row;
  }

  private void show(Optional<Place> place) {
    Place now = place.orElse(new Place("No repository", Place.Kind.FOLDER, "", ""));
    repository.setText(now.repository());
    host.setText(place.isPresent() ? now.kind().words() : "Choose one to begin");
    host.setGraphic(place.isPresent() ? new Icon(badge(now.kind()), Tone.MUTED).sized(13) : null);
    tag.setText(now.tag().isEmpty() ? "No release" : now.tag());
    state.setText(now.state());
    state.setVisible(!now.state().isEmpty());
    state.setManaged(!now.state().isEmpty());
    releases.setDisable(place.isEmpty() || now.kind() == Place.Kind.FOLDER);
    Describe.describe(repositories, "Repository " + now.repository() + ", " + host.getText(), "Switch the repository", "Ctrl O");
    Describe.describe(releases, "Release " + tag.getText() + " " + now.state(), "Switch the release", "Ctrl Shift O");
  }

  private static Ikon badge(Place.Kind kind) {
    return switch (kind) {
      case GITHUB, ENTERPRISE -> Octicons.MARK_GITHUB_16;
      case REHEARSAL -> Octicons.BEAKER_16;
      case FOLDER -> Octicons.FILE_DIRECTORY_16;
    };
  }
}
