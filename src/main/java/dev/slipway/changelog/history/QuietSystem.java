package dev.slipway.changelog.history;

import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Lets JGit read a clone without asking the machine: no `git` is started to find a system configuration,
/// nobody's settings change what is read, and nothing is written into a home folder.
final class QuietSystem extends SystemReader {
  /// What JGit logs about a damaged clone, with its stack trace, comes to the user as a sentence. Held here, for loggers that
  /// nobody holds are forgotten with their level.
  private static final Logger LOG = Logger.getLogger("org.eclipse.jgit");

  private final SystemReader machine;

  private QuietSystem(SystemReader machine) {
    this.machine = machine;
  }

  /// JGit keeps one reader for the whole process; the first call replaces it.
  static synchronized void use() {
    SystemReader current = SystemReader.getInstance();
    if (!(current instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(current));
      LOG.setLevel(Level.OFF);
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Clock(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Clock(parent, fs);
  }

  @Override
  public String getHostname() {
    return machine.getHostname();
  }

  @Override
  public String getenv(String variable) {
    return machine.getenv(variable);
  }

  @Override
  public String getProperty(String key) {
    return machine.getProperty(key);
  }

  @Override
  public long getCurrentTime() {
    return machine.now().toEpochMilli();
  }

  @Override
  public java.time.Instant now() {
    return machine.now();
  }

  @Override
  public int getTimezone(long when) {
    return machine.getTimeZoneAt(java.time.Instant.ofEpochMilli(when)).getRules()
        .getOffset(java.time.Instant.ofEpochMilli(when)).getTotalSeconds() / 60;
  }

  /// A configuration that is empty, stays so, and has no file.
  private static class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      super(parent, new File("none"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }

  /// Tells how fine the file system's clock is. JGit would measure it otherwise, for three seconds and by writing files into the
  /// clone.
  private static final class Clock extends Empty {
    Clock(Config parent, FS fs) {
      super(parent, fs);
    }

    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      boolean clock =
          section.equals("filesystem")
              && (name.equalsIgnoreCase("timestampResolution") || name.equalsIgnoreCase("minRacyThreshold"));
      return clock ? "10 milliseconds" : super.getString(section, subsection, name);
    }
  }
}
