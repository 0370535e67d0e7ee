package dev.slipway.release;

import dev.slipway.forge.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// The folder on this computer that holds the work on one release, so that it can go on at any time.
///
/// @param folder its place; it may not exist yet
public record Workspace(Path folder) {

  /// The folder for a release.
  ///
  /// @param state the folder of all releases, see [#state]
  public static Workspace of(Path state, String hostName, RepositoryName repository, String tag) {
    return new Workspace(
        state
            .resolve(safe(hostName))
            .resolve(safe(repository.owner()))
            .resolve(safe(repository.name()))
            .resolve(safe(tag)));
  }

  /// What is remembered of the sizes of a repository's releases; it lies beside their folders.
  ///
  /// @param state the folder of all releases, see [#state]
  static Path sizes(Path state, String hostName, RepositoryName repository) {
    return of(state, hostName, repository, "any").folder().resolveSibling(".sizes");
  }

  /// Where the system keeps the state of programs: `$XDG_STATE_HOME/slipway` or `~/.local/state/slipway` on
  /// Linux, `~/Library/Application Support/Slipway` on macOS, `%LOCALAPPDATA%\Slipway` on Windows.
  /// `SLIPWAY_STATE` comes before all of them.
  public static Path state(Map<String, String> environment, String osName, Path home) {
    String own = environment.getOrDefault("SLIPWAY_STATE", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Slipway");
    }
    if (os.contains("win")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return (local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Slipway");
    }
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : home.resolve(".local").resolve("state")).resolve("slipway");
  }

  /// The downloaded artifacts as the host delivered them.
  public Path downloads() {
    return folder.resolve("downloads");
  }

  /// The files of the release: what the artifacts held.
  public Path files() {
    return folder.resolve("files");
  }

  /// Locked by whoever changes the files of the release.
  public Path lock() {
    return folder.resolve(".lock");
  }

  /// What was done towards publishing.
  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  /// The overridden gates.
  public Path waivers() {
    return folder.resolve("waivers.json");
  }

  /// The versions of the notes.
  public Path notes() {
    return folder.resolve("notes");
  }

  /// The clone of the repository that a person named, for all its releases. No tag's folder can have this name, see [#safe].
  public Path clone() {
    return folder.resolveSibling("%clone.txt");
  }

  /// What was checked, by whom, when, with hashes.
  public Path evidence() {
    return folder.resolve("evidence.json");
  }

  /// A name from outside as the name of one folder: everything but letters, digits, `.`, `_`, `-`, `+` is
  /// written as `%XX`, and so is a leading dot.
  static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
              || c == '_' || c == '-' || c == '+' || (c == '.' && i > 0 && i < bytes.length - 1);
      if (plain) {
        safe.append(c);
      } else {
        safe.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return safe.isEmpty() ? "%" : safe.toString();
  }
}
