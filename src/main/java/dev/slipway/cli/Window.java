package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.release.Connection;
import dev.slipway.release.ReleaseSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The window as the command line sees it: something that can be opened, or looked at without a display.
public interface Window {

  /// Why no window can be opened here, as a clause; empty when one can.
  Optional<String> unavailable();

  /// Opens the window and returns when it is closed.
  ///
  /// @param beginning the rehearsal it begins with; empty for the first screen
  /// @throws Problem when the system offers no window after all
  void open(Optional<Beginning> beginning) throws Problem;

  /// A rehearsal to begin with.
  ///
  /// @param project the sample project's name
  /// @param fault   the name of what goes wrong in it
  record Beginning(String project, String fault) {}

  /// Opens the window without anybody looking: its pages follow a session and can be drawn.
  ///
  /// @throws Problem when even that is not possible
  Unseen unseen(Connection connection) throws Problem;

  /// A window nobody looks at.
  interface Unseen extends AutoCloseable {

    /// The session whose snapshots the pages show.
    ReleaseSession session();

    /// Draws every page, light and dark, into a folder.
    ///
    /// @return the files
    List<Path> pictures(Path folder) throws Problem;

    /// How well the FX thread answered until now.
    Answering answering();

    @Override
    void close();
  }

  /// How well the FX thread answered.
  ///
  /// @param longest the longest it took to answer, in milliseconds
  /// @param busiest the most processor time it used until it answered, in milliseconds; the rest was waiting
  record Answering(long longest, long busiest) {}

  /// A program without a window.
  static Window none() {
    return new Window() {
      @Override
      public Optional<String> unavailable() {
        return Optional.of("this build has no window");
      }

      @Override
      public void open(Optional<Beginning> beginning) throws Problem {
        throw Problem.outOfReach("This build has no window. Use one of the commands that slipway --help lists.");
      }

      @Override
      public Unseen unseen(Connection connection) throws Problem {
        throw Problem.outOfReach("This build has no window, so it can draw no pictures. Leave --pictures out.");
      }
    };
  }
}
