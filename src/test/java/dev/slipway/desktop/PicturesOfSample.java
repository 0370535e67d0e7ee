package dev.slipway.desktop;

import dev.slipway.desktop.control.PageId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/// Draws the sample into a folder, to be looked at beside the mock-ups.
final class PicturesOfSample {
  private PicturesOfSample() {}

  public static void main(String[] args) throws Exception {
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    var made = new CompletableFuture<Pictures>();
    Platform.runLater(() -> {
      try {
        var theme = new Theme();
        var desktop = new Desktop(theme, () -> Sample.at(11, 18), _ -> {}, _ -> new SilentDesk());
        Sample.show(desktop);
        made.complete(new Pictures(theme, desktop));
      } catch (RuntimeException | Error e) {
        made.completeExceptionally(e);
      }
    });
    if (args.length == 1) {
      made.get().draw(Path.of(args[0]));
    } else {
      var pages = List.of(args).subList(1, args.length).stream()
          .filter(name -> !name.equals("DARK")).map(PageId::valueOf).toList();
      var themes = List.of(args).contains("DARK") ? List.of(Theme.Choice.LIGHT, Theme.Choice.DARK) : List.of(Theme.Choice.LIGHT);
      made.get().draw(Path.of(args[0]), pages, themes);
    }
    Platform.exit();
    System.exit(0);
  }
}
