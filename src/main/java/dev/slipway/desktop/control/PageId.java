package dev.slipway.desktop.control;

/// The pages, in the order of release day; their shortcuts are Ctrl 1 to Ctrl 8.
public enum PageId {
  BOARD("Board"),
  TARGETS("Targets"),
  RUNS("Runs"),
  ARTIFACTS("Artifacts"),
  SIZES("Sizes"),
  BENCHMARKS("Benchmarks"),
  NOTES("Notes"),
  PUBLISH("Publish"),
  SETTINGS("Settings");

  private final String title;

  PageId(String title) {
    this.title = title;
  }

  /// The name in the sidebar and on top of the page.
  public String title() {
    return title;
  }

  /// The file name of its picture, and its id in commands.
  public String id() {
    return title.toLowerCase(java.util.Locale.ROOT);
  }
}
