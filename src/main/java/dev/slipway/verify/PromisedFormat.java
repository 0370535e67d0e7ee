package dev.slipway.verify;

import dev.slipway.archive.ArchiveFormat;
import dev.slipway.archive.ArchiveReader;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the ending of a file's name promises of its bytes. An error page that was saved as a package has a digest like any other.
final class PromisedFormat {
  private static final int START = 512;
  private static final Set<ArchiveFormat> TARS =
      EnumSet.of(ArchiveFormat.TAR, ArchiveFormat.TAR_GZ, ArchiveFormat.TAR_XZ, ArchiveFormat.TAR_ZST, ArchiveFormat.TAR_BZ2);
  private static final Set<String> PAGES = Set.of(".html", ".htm", ".xhtml", ".shtml", ".php", ".tmpl", ".hbs", ".hta", ".md", ".svg");
  private static final Set<String> ERRORS = Set.of("Not Found", "404: Not Found", "404 page not found", "404 Not Found", "Forbidden", "Bad Gateway");

  /// A promise that is not kept.
  ///
  /// @param severity an error where nobody can use it, a warning where some can
  record Broken(Severity severity, String sentence) {}

  private final String name;
  private final String lower;
  private final FileChannel channel;

  private PromisedFormat(String name, FileChannel channel) {
    this.name = name;
    this.lower = name.toLowerCase(Locale.ROOT);
    this.channel = channel;
  }

  /// What a name promises and the bytes are not; empty when it promises nothing or they are.
  ///
  /// @param format what the bytes are packed as; empty when they are no archive that is looked into
  /// @throws Problem when the file cannot be read
  static Optional<Broken> broken(String name, Optional<ArchiveFormat> format, Path path) throws Problem {
    try (FileChannel channel = FileChannel.open(path)) {
      return new PromisedFormat(name, channel).broken(format);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }

  private Optional<Broken> broken(Optional<ArchiveFormat> format) throws IOException {
    Optional<ArchiveFormat> promised = ArchiveReader.promised(name);
    Optional<PackageMarks> marks = PackageMarks.ofName(lower);
    if (channel.size() == 0) {
      return Optional.of(promised.isPresent() || marks.isPresent() ? error("has no bytes") : warning("%s has no bytes."));
    }
    if (marks.isPresent()) {
      boolean kept = marks.get().any().stream().anyMatch(this::has);
      boolean whole = marks.get().all().stream().allMatch(this::has);
      return !kept
          ? Optional.of(error("begins like no file of that kind"))
          : whole ? Optional.empty() : Optional.of(warning("%s is a program without the mark of an AppImage."));
    }
    if (promised.isEmpty()) {
      return isPage() ? Optional.of(error("is a web page")) : isError() ? Optional.of(error("is what a server says that has no such file")) : Optional.empty();
    }
    if (promised.equals(format) || (!promised.get().equals(ArchiveFormat.ZIP) && !TARS.contains(promised.get()))) {
      return Optional.empty();
    }
    if (promised.get().equals(ArchiveFormat.ZIP)) {
      return Optional.of(error("is no zip archive"));
    }
    return Optional.of(
        format.filter(TARS::contains).isEmpty()
            ? error("holds no tar archive")
            : warning("%s is packed as " + format.get().id() + ", which its name does not say; tools that go by the name cannot unpack it."));
  }

  private boolean has(PackageMarks.Mark mark) {
    try {
      return java.util.Arrays.equals(mark.bytes(), read(mark.at() < 0 ? channel.size() + mark.at() : mark.at(), mark.bytes().length));
    } catch (IOException e) {
      return false;
    }
  }

  /// A page saved in the place of what was to be downloaded.
  private boolean isPage() throws IOException {
    String start = start().toLowerCase(Locale.ROOT);
    return (start.startsWith("<!doctype html") || start.startsWith("<html")) && PAGES.stream().noneMatch(lower::endsWith);
  }

  private boolean isError() throws IOException {
    return channel.size() < 64 && ERRORS.contains(start().strip());
  }

  private String start() throws IOException {
    String start = new String(read(0, START), StandardCharsets.UTF_8);
    return start.startsWith("\uFEFF") ? start.substring(1).stripLeading() : start.stripLeading();
  }

  /// As many of the bytes as there are.
  private byte[] read(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (at >= 0 && buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
      // A short read is no end.
    }
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private Broken error(String what) {
    return new Broken(Severity.ERROR, "%s %s, whatever its name says.".formatted(name, what));
  }

  private Broken warning(String sentence) {
    return new Broken(Severity.WARNING, sentence.formatted(name));
  }
}
