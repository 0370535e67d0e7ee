package dev.slipway.changelog.notes;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every version of a text, in a folder of its own. Versions are only ever added; none is changed or removed.
public final class TextVersions {
  private static final int MOST_BYTES = 16 << 20;
  private static final Pattern NAME = Pattern.compile("(\\d{5,9})-(\\d{8}T\\d{6}Z)-([a-z]+)\\.md");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Clock clock;

  /// Where a version comes from.
  public enum Origin {
    /// Made from commits and measurements.
    GENERATED,
    /// Written by a person.
    EDITED,
    /// Saved while a person was writing.
    AUTOSAVED,
    /// Read from the code host.
    REMOTE,
    /// An earlier version brought back.
    RESTORED;

    /// The word in file names and on screen.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One version.
  ///
  /// @param number from 1, without gaps in normal use
  /// @param at     when it was kept, to the second
  /// @param origin where it comes from
  /// @param file   the file that holds it
  public record Version(int number, Instant at, Origin origin, Path file) {}

  /// Versions in a folder, which is made when the first one is kept.
  public TextVersions(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Keeps a text, unless the newest version is the same text from the same origin.
  ///
  /// @return the version that holds it
  public synchronized Version keep(String text, Origin origin) throws Problem {
    List<Version> versions = list();
    if (!versions.isEmpty() && versions.getLast().origin() == origin && read(versions.getLast()).equals(text)) {
      return versions.getLast();
    }
    int number = versions.isEmpty() ? 1 : versions.getLast().number() + 1;
    Instant now = clock.instant();
    Path file = folder.resolve("%05d-%s-%s.md".formatted(number, TIME.format(now), origin.word()));
    WholeFile.writeText(file, text);
    return new Version(number, Instant.ofEpochSecond(now.getEpochSecond()), origin, file);
  }

  /// All versions, oldest first.
  public List<Version> list() throws Problem {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Version> versions = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> version(file).ifPresent(versions::add));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    versions.sort(Comparator.comparingInt(Version::number));
    return versions;
  }

  /// The newest version from an origin.
  public Optional<Version> newest(Origin origin) throws Problem {
    return list().reversed().stream().filter(version -> version.origin() == origin).findFirst();
  }

  /// The text of a version.
  public String read(Version version) throws Problem {
    try (InputStream in = Files.newInputStream(version.file())) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(version.file(), e);
    }
  }

  /// Brings a version back by keeping its text once more as the newest.
  public Version restore(Version version) throws Problem {
    return keep(read(version), Origin.RESTORED);
  }

  private static Optional<Version> version(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    for (Origin origin : Origin.values()) {
      if (origin.word().equals(name.group(3))) {
        try {
          Instant at = TIME.parse(name.group(2), Instant::from);
          return Optional.of(new Version(Integer.parseInt(name.group(1)), at, origin, file));
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Problem unreadable(Path what, IOException e) {
    return Problem.outOfReach(
        "%s could not be read: %s. The versions kept there are untouched.".formatted(what, WholeFile.reason(e)), e);
  }
}
