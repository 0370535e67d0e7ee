package dev.slipway.desktop;

import dev.slipway.desktop.control.PageId;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Draws every page, light and dark, into PNG files. Works without a display.
public final class Pictures {
  private static final String FIRST_PART_OF_TARGETS = "#show-legs";
  private static final List<Part> PARTS_OF_TARGETS = List.of(new Part("#show-jobs", "-jobs"), new Part("#show-history", "-history"));

  private final Theme theme;
  private final Desktop desktop;

  /// A further part of a page, behind a button.
  private record Part(String button, String suffix) {}

  public Pictures(Theme theme, Desktop desktop) {
    this.theme = theme;
    this.desktop = desktop;
  }

  /// Draws each page in both themes into `folder`, as `board.png`, `board-dark.png`, and so on; of the Targets page all
  /// three parts.
  ///
  /// Not for the FX thread. A scene that is in no window is drawn at its own size, 1280 by 800.
  ///
  /// @return the files written
  /// @throws Problem when a file cannot be written
  public List<Path> draw(Path folder) throws Problem, InterruptedException {
    return draw(folder, List.of(PageId.values()), List.of(Theme.Choice.LIGHT, Theme.Choice.DARK));
  }

  /// Draws some pages in some themes.
  List<Path> draw(Path folder, List<PageId> pages, List<Theme.Choice> themes) throws Problem, InterruptedException {
    Scene scene = desktop.scene();
    List<Path> files = new ArrayList<>();
    for (Theme.Choice choice : themes) {
      String suffix = choice == Theme.Choice.DARK ? "-dark" : "";
      onFxThread(() -> {
        theme.choice().set(choice);
        return choice;
      });
      for (PageId page : pages) {
        onFxThread(() -> {
          desktop.shell().page().set(page);
          scene.getRoot().requestFocus(); // a page as it is before somebody goes through it by keyboard
          return page;
        });
        files.add(draw(scene, folder.resolve(page.id() + suffix + ".png")));
        if (page == PageId.TARGETS) {
          for (Part part : PARTS_OF_TARGETS) {
            press(scene, part.button());
            files.add(draw(scene, folder.resolve(page.id() + part.suffix() + suffix + ".png")));
          }
          press(scene, FIRST_PART_OF_TARGETS);
        }
      }
    }
    return files;
  }

  private static void press(Scene scene, String button) throws InterruptedException {
    onFxThread(() -> {
      if (scene.lookup(button) instanceof ToggleButton toggle) {
        toggle.setSelected(true);
      }
      return button;
    });
  }

  /// Draws what is shown into one file.
  Path draw(Scene scene, Path file) throws Problem, InterruptedException {
    // Twice: tables lay their rows out in the first pulse and their columns in the second.
    onFxThread(() -> scene.snapshot(null));
    settle();
    Picture picture = onFxThread(() -> read(scene.snapshot(null)));
    WholeFile.write(file, picture::write);
    return file;
  }

  /// Lets what was put off until later run, and waits until the newest snapshot is on every page and nothing is
  /// being read any more.
  private void settle() throws InterruptedException {
    for (int i = 0; i < 3 || !onFxThread(() -> desktop.settled() && desktop.tasks().idle()); i++) {
      Thread.sleep(2);
      onFxThread(() -> Boolean.TRUE);
    }
  }

  private static Picture read(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return new Picture(width, height, pixels);
  }

  private static <T> T onFxThread(Supplier<T> work) throws InterruptedException {
    var result = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        result.complete(work.get());
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A page could not be drawn", e.getCause());
    }
  }
}
