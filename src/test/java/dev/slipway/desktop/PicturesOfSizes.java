package dev.slipway.desktop;

import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.sizes.SizesInput;
import dev.slipway.release.Earlier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/// Draws the Sizes page of two real releases, to be looked at: a folder for the pictures, the tags, then pairs of files,
/// the new one before the old one.
final class PicturesOfSizes {
  private PicturesOfSizes() {}

  public static void main(String[] args) throws Exception {
    List<SizesInput.Measurable> files = new ArrayList<>();
    for (int i = 3; i + 1 < args.length; i += 2) {
      Path now = Path.of(args[i]);
      files.add(new SizesInput.Measurable(now.getFileName().toString(), "", now, Optional.of(Path.of(args[i + 1]))));
    }
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    var drawn = new CompletableFuture<Pictures>();
    Platform.runLater(() -> {
      var theme = new Theme();
      var desktop = new Desktop(theme, () -> Sample.at(11, 18), _ -> {}, _ -> new SilentDesk());
      desktop.shell().place().set(Optional.of(Sample.place()));
      desktop.shell().page().set(PageId.SIZES);
      desktop.sizes().lines().subscribe(lines -> {
        if (!lines.isEmpty()) {
          drawn.complete(new Pictures(theme, desktop));
        }
      });
      desktop.sizes().show(
          new SizesInput(args[1], Optional.of(args[2]), "", List.of(), List.of(), files, List.of(), List.of(), Earlier.Unmeasured.nothing()));
    });
    drawn.get().draw(Path.of(args[0]), List.of(PageId.SIZES), List.of(Theme.Choice.LIGHT, Theme.Choice.DARK));
    Platform.exit();
    System.exit(0);
  }
}
