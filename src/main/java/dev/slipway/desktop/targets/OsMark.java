package dev.slipway.desktop.targets;

import dev.slipway.target.Target;
import java.util.Optional;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// The mark of an operating system, 16 by 16. It always stands beside the words that say the same.
final class OsMark extends StackPane {
  private static final String LINUX =
      "M8 .5C6.2.5 5.1 1.9 5.1 3.8 5.1 5.4 5 6 4.3 7.2 3.4 8.6 2.9 9.8 2.9 11.2 2.3 11.9 1.4 12.6 1.5 13.4 1.6 14.4 3.6 15.3 5 15.5"
          + " 5.9 15.6 6.4 15 6.5 14.5H9.5C9.6 15 10.1 15.6 11 15.5 12.4 15.3 14.4 14.4 14.5 13.4 14.6 12.6 13.7 11.9 13.1 11.2"
          + " 13.1 9.8 12.6 8.6 11.7 7.2 11 6 10.9 5.4 10.9 3.8 10.9 1.9 9.8.5 8 .5Z"
          + "M8 6.4C6.6 6.4 5.4 8.5 5.4 10.6 5.4 12.3 6.4 13.2 8 13.2S10.6 12.3 10.6 10.6C10.6 8.5 9.4 6.4 8 6.4Z"
          + "M6.9 2.6A.6.8 0 1 0 6.91 2.6ZM9.1 2.6A.6.8 0 1 0 9.11 2.6Z";
  private static final String MACOS =
      "M11.2 4.2C9.9 4.2 9.2 4.9 8.3 4.9S6.5 4.2 5.3 4.2C3.4 4.2 1.6 5.9 1.6 9 1.6 12.2 3.7 15.6 5.4 15.6 6.4 15.6 6.9 14.9 8.2 14.9"
          + " 9.5 14.9 9.9 15.6 11 15.6 12.4 15.6 13.7 13.4 14.3 11.7 12.9 11.1 12 9.9 12 8.4 12 7.1 12.7 6 13.8 5.3 13.1 4.6 12.2"
          + " 4.2 11.2 4.2ZM10.6.4C9.2.6 7.9 2 8 3.6 9.5 3.6 10.8 2 10.6.4Z";
  private static final String WINDOWS =
      "M0 2.3 6.5 1.4V7.6H0ZM7.3 1.3 16 0V7.6H7.3ZM0 8.4H6.5V14.6L0 13.7ZM7.3 8.4H16V16L7.3 14.7Z";
  private static final String WEB_ASSEMBLY =
      "M0 0H5.8A2.2 2.2 0 0 0 10.2 0H16V16H0ZM1.8 8 3.4 13.6H4.4L5.2 10.3 6 13.6H7L8.6 8H7.5L6.5 11.7 5.7 8H4.7L3.9 11.7 2.9 8Z"
          + "M10.4 8 8.8 13.6H9.9L10.2 12.4H12.4L12.7 13.6H13.8L12.1 8ZM11.1 9.2H11.4L12.1 11.4H10.5Z";
  private static final String OTHER = "M2 2H14V14H2ZM4 4V12H12V4ZM6 6H10V10H6Z";

  private final SVGPath path = new SVGPath();

  OsMark() {
    path.setFillRule(FillRule.EVEN_ODD);
    path.getStyleClass().add("os-mark");
    getChildren().add(path);
    setMinSize(16, 16);
    setMaxSize(16, 16);
    setMouseTransparent(true);
  }

  /// Shows the mark of a system; nothing where it is not known.
  void show(Optional<Target.Os> os) {
    path.setContent(os.map(OsMark::content).orElse(""));
  }

  private static String content(Target.Os os) {
    return switch (os) {
      case LINUX, ANDROID -> LINUX;
      case MACOS, IOS -> MACOS;
      case WINDOWS -> WINDOWS;
      case WASI -> WEB_ASSEMBLY;
      case FREEBSD, NETBSD, OPENBSD, DRAGONFLY, ILLUMOS, SOLARIS, AIX, PLAN9, NONE -> OTHER;
    };
  }
}
