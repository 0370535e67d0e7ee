package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.work.FxTasks;
import dev.slipway.fact.Problem;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The window's content: the frame, the page inside it, and the layer for dialogs above.
public final class Shell extends StackPane {
  /// Narrower than this, and the sidebar keeps its icons alone.
  private static final double NARROW = 1000;

  private final ShellModel model;
  private final Actions actions;
  private final ShellActions shellActions = new ShellActions();
  private final Header header;
  private final StackPane content = new StackPane();
  private final PageScroll scroll = new PageScroll(content);
  private final Layer layer = new Layer(this::focusPage);
  private final LayerDialogs dialogs;
  private final Map<PageId, Page> pages = new EnumMap<>(PageId.class);
  private final Map<PageId, Node> views = new EnumMap<>(PageId.class);
  private final List<Parent> areas;
  private final Region rehearsalLine = new Region();
  private final StackPane dropHere = new StackPane(new Label("Drop it to verify it on this computer"));
  private @Nullable Node welcome;
  private Consumer<Path> dropped = _ -> {};

  /// Builds the frame.
  ///
  /// @param browser opens a page in the user's browser
  public Shell(ShellModel model, Actions actions, FxTasks tasks, Consumer<URI> browser) {
    this.model = model;
    this.actions = actions;
    getStyleClass().add("shell");
    var notices = new Notices();
    notices.getStyleClass().add("notices");
    dialogs = new LayerDialogs(layer, notices, browser);
    tasks.onEnded(dialogs::ended);
    actions.register(shellActions.palette(), this::openPalette);
    for (PageId page : PageId.values()) {
      actions.register(shellActions.page(page), () -> model.page().set(page));
    }
    actions.register(shellActions.cancelNewest(), tasks::cancelNewest);

    var sidebar = new Sidebar(model, actions, shellActions);
    header = new Header(actions, shellActions.palette());
    content.getStyleClass().add("content");
    rehearsalLine.getStyleClass().add("rehearsal-line");
    var statusBar = new StatusBar(model, tasks.running());
    var loading = new LoadingBar(tasks.running());
    StackPane.setAlignment(loading, Pos.TOP_CENTER);
    var middle = new BorderPane(); // Tab follows the order in which the areas are given
    middle.setTop(new VBox(header, dialogs.trouble()));
    middle.setCenter(new StackPane(scroll, loading));
    VBox.setMargin(dialogs.trouble(), new Insets(16, 16, 0, 16));
    middle.getStyleClass().add("middle");
    middle.setMinWidth(0);
    var frame = new BorderPane();
    frame.setLeft(sidebar);
    frame.setCenter(middle);
    frame.setBottom(statusBar);
    StackPane.setAlignment(frame, Pos.TOP_LEFT);
    widthProperty().subscribe(width -> sidebar.narrow(width.doubleValue() > 0 && width.doubleValue() < NARROW));
    areas = List.of(sidebar, header, content, statusBar);
    StackPane.setAlignment(rehearsalLine, Pos.TOP_CENTER);
    rehearsalLine.setMouseTransparent(true);
    dropHere.getStyleClass().add("drop-here");
    dropHere.setMouseTransparent(true);
    dropHere.setVisible(false);
    getChildren().addAll(frame, rehearsalLine, layer, notices, dropHere);

    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    setOnDragEntered(drag -> dropHere.setVisible(drag.getDragboard().hasFiles()));
    setOnDragExited(_ -> dropHere.setVisible(false));
    setOnDragOver(this::dragged);
    setOnDragDropped(this::drop);
  }

  /// The actions that work on every page; the ones that open something are registered by who can open it.
  public ShellActions shellActions() {
    return shellActions;
  }

  /// The dialogs of this window.
  public Dialogs dialogs() {
    return dialogs;
  }

  /// Adds a page.
  public void add(Page page) {
    pages.put(page.id(), page);
  }

  /// Starts to show: the first screen while nothing is looked at, the chosen page after that.
  ///
  /// @param firstScreen     what is shown while nothing is looked at
  /// @param droppedOnWindow takes what is dropped on the window
  public void start(Node firstScreen, Consumer<Path> droppedOnWindow) {
    welcome = firstScreen;
    dropped = droppedOnWindow;
    model.page().subscribe(_ -> show());
    model.place().subscribe(_ -> show());
  }

  private void show() {
    Optional<Place> place = model.place().get();
    boolean rehearsal = place.filter(at -> at.kind() == Place.Kind.REHEARSAL).isPresent();
    rehearsalLine.setVisible(rehearsal);
    PageId id = model.page().get();
    Page page = pages.get(id);
    if (place.isEmpty() && id != PageId.SETTINGS && welcome != null) {
      header.show("Welcome", model.opening().map(title -> title.isEmpty() ? "Slipway publishes only what it has proved." : title + "."));
      content.getChildren().setAll(welcome);
    } else if (page != null) {
      boolean inPage = within(content) || within(header);
      header.show(page);
      content.getChildren().setAll(views.computeIfAbsent(id, _ -> page.view()));
      if (inPage) {
        focusPage();
      }
    }
  }

  /// Nothing is typed by chance: a field waits until it is chosen.
  private void focusPage() {
    firstFocusable(content, node -> !(node instanceof TextInputControl)).ifPresent(Node::requestFocus);
  }

  /// Makes a page's nodes and their styles now; it is not shown by that.
  public void prepare(PageId id) {
    Page page = pages.get(id);
    if (page != null && !views.containsKey(id)) {
      Node view = page.view();
      views.put(id, view);
      content.getChildren().addFirst(view);
      content.applyCss();
      content.layout();
      FirstRows.makeIn(view);
      content.applyCss();
      content.layout();
      content.getChildren().remove(view);
    }
  }

  private void openPalette() {
    var card = new PaletteCard(actions, layer);
    layer.open(card, Pos.TOP_CENTER, card.field());
  }

  private void pressed(KeyEvent key) {
    if (layer.isOpen()) {
      return;
    }
    if (key.getCode() == KeyCode.F6) {
      moveFocus(key.isShiftDown() ? -1 : 1);
      key.consume();
    } else if (actions.press(key, model.page().get())) {
      key.consume();
    }
  }

  /// Moves the focus to the first control of the next area that has one.
  private void moveFocus(int step) {
    int now = 0;
    for (int i = 0; i < areas.size(); i++) {
      if (within(areas.get(i))) {
        now = i;
      }
    }
    for (int i = 1; i <= areas.size(); i++) {
      Optional<Node> first = firstFocusable(areas.get(Math.floorMod(now + step * i, areas.size())), _ -> true);
      if (first.isPresent()) {
        first.get().requestFocus();
        return;
      }
    }
  }

  /// Whether the focus is in an area.
  private boolean within(Parent area) {
    Node node = getScene() == null ? null : getScene().getFocusOwner();
    while (node != null && node != area) {
      node = node.getParent();
    }
    return node != null;
  }

  private static Optional<Node> firstFocusable(Parent parent, Predicate<Node> wanted) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (child.isVisible() && !child.isDisabled()) {
        if (child.isFocusTraversable() && wanted.test(child)) {
          return Optional.of(child);
        }
        if (child instanceof Parent inner) {
          Optional<Node> found = firstFocusable(inner, wanted);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private void dragged(DragEvent drag) {
    if (drag.getDragboard().hasFiles()) {
      drag.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
      drag.consume();
    }
  }

  private void drop(DragEvent drag) {
    if (drag.getDragboard().hasFiles()) {
      drop(drag.getDragboard().getFiles());
      drag.setDropCompleted(true);
      drag.consume();
    }
  }

  /// One thing at a time: of several only the first would be verified, and the others would seem to be.
  public void drop(List<File> files) {
    dropHere.setVisible(false);
    if (files.size() == 1) {
      dropped.accept(files.getFirst().toPath());
    } else {
      dialogs.explain(Problem.wrongUse(
          "%d files were dropped and none was verified. Drop one folder, archive or manifest; a folder holds several files.".formatted(files.size())));
    }
  }
}
