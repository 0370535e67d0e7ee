package dev.slipway.desktop;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// How the window looks: Primer light or dark, after the system or as chosen, with the bundled fonts.
public final class Theme {
  /// The families of the bundled fonts, as the style sheet names them.
  static final List<String> FAMILIES = List.of("Inter", "Inter Semi Bold", "JetBrains Mono", "JetBrains Mono SemiBold");

  private static final List<String> FONTS =
      List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf", "JetBrainsMono-SemiBold.ttf");

  private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);

  /// Which of the two themes.
  public enum Choice {
    SYSTEM("Like the system"),
    LIGHT("Light"),
    DARK("Dark");

    private final String words;

    Choice(String words) {
      this.words = words;
    }

    /// The words in the settings.
    public String words() {
      return words;
    }
  }

  /// Loads the fonts. For the FX thread.
  public Theme() {
    FONTS.forEach(Theme::load);
  }

  private static void load(String font) {
    try (InputStream bytes = Objects.requireNonNull(Theme.class.getResourceAsStream("fonts/" + font), font)) {
      Font.loadFont(bytes, 13);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was chosen.
  public ObjectProperty<Choice> choice() {
    return choice;
  }

  /// Whether the dark theme is on screen.
  public boolean dark() {
    return switch (choice.get()) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  /// Gives a scene the theme, and keeps it in step with the system and the choice.
  public void follow(Scene scene) {
    scene.getStylesheets().setAll(sheet("modena-bridge.css"), sheet("slipway.css"));
    choice.subscribe(_ -> apply(scene));
    Platform.getPreferences().colorSchemeProperty().subscribe(_ -> apply(scene));
  }

  private void apply(Scene scene) {
    String wanted = dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
    if (!wanted.equals(Application.getUserAgentStylesheet())) {
      Application.setUserAgentStylesheet(wanted);
    }
    scene.getPreferences().setColorScheme(dark() ? ColorScheme.DARK : ColorScheme.LIGHT);
  }

  private static String sheet(String name) {
    URL url = Objects.requireNonNull(Theme.class.getResource(name), name);
    return url.toExternalForm();
  }
}
