package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.PageId;
import java.util.EnumMap;
import java.util.Map;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// The actions that work on every page.
public final class ShellActions {
  private final Map<PageId, Action> pages = new EnumMap<>(PageId.class);
  private final Action palette =
      Action.everywhere("palette", "Search commands", "Find and run any command", "Shortcut+K", Octicons.SEARCH_16);
  private final Action openRepository =
      Action.everywhere("open-repository", "Open repository…", "Switch to another repository", "Shortcut+O", Octicons.REPO_16);
  private final Action openRelease =
      Action.everywhere("open-release", "Choose release…", "Switch to another release of this repository",
          "Shortcut+Shift+O", Octicons.TAG_16);
  private final Action openRehearsal =
      Action.everywhere("open-rehearsal", "Open the rehearsal…",
          "Try a whole release against a GitHub inside this computer", "", Octicons.BEAKER_16);
  private final Action verifyFolder =
      Action.everywhere("verify-folder", "Verify a folder…",
          "Check the files of a folder against its checksum manifest, without any network", "", Octicons.FILE_DIRECTORY_16);
  private final Action cancelNewest =
      Action.everywhere("cancel-newest", "Cancel the newest task", "Stop the task that was started last",
          "Shortcut+PERIOD", Octicons.X_16);

  public ShellActions() {
    for (PageId page : PageId.values()) {
      String keys = page == PageId.SETTINGS ? "Shortcut+COMMA" : "Shortcut+" + (page.ordinal() + 1);
      pages.put(page,
          Action.everywhere("page-" + page.id(), page.title(), "Go to " + page.title(), keys, icon(page)));
    }
  }

  private static Ikon icon(PageId page) {
    return switch (page) {
      case BOARD -> Octicons.CHECKLIST_16;
      case TARGETS -> Octicons.WORKFLOW_16;
      case RUNS -> Octicons.PLAY_16;
      case ARTIFACTS -> Octicons.PACKAGE_16;
      case SIZES -> Octicons.METER_16;
      case BENCHMARKS -> Octicons.STOPWATCH_16;
      case NOTES -> Octicons.NOTE_16;
      case PUBLISH -> Octicons.ROCKET_16;
      case SETTINGS -> Octicons.GEAR_16;
    };
  }

  /// Goes to a page.
  public Action page(PageId page) {
    return java.util.Objects.requireNonNull(pages.get(page));
  }

  /// Opens the command palette.
  public Action palette() {
    return palette;
  }

  /// Asks for a repository.
  public Action openRepository() {
    return openRepository;
  }

  /// Asks for a release.
  public Action openRelease() {
    return openRelease;
  }

  /// Opens the rehearsal.
  public Action openRehearsal() {
    return openRehearsal;
  }

  /// Asks for a folder to verify.
  public Action verifyFolder() {
    return verifyFolder;
  }

  /// Stops the newest task.
  public Action cancelNewest() {
    return cancelNewest;
  }
}
