package dev.slipway.changelog.file;

import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A changelog as it lies in a repository. Immutable; an edit makes another one, in which every byte outside
/// the touched section is the same.
public final class ChangelogFile {
  /// Larger files are no changelogs.
  static final int MOST_BYTES = 32 << 20;

  private final String name;
  private final String text;
  private final Charset charset;
  private final List<ChangelogSection> sections;
  private final List<Link> links;

  /// A link definition, such as `[1.2.3]: https://…`.
  ///
  /// @param label       the label as written
  /// @param destination the address
  /// @param line        its line, from 1
  /// @param start       where its line begins
  /// @param end         where the next line begins
  record Link(String label, String destination, int line, int start, int end) {}

  ChangelogFile(String name, String text, Charset charset) {
    this.name = name;
    this.text = text;
    this.charset = charset;
    ChangelogReader reader = new ChangelogReader(text);
    this.sections = List.copyOf(reader.sections());
    this.links = reader.links();
  }

  /// A changelog from its text.
  ///
  /// @param name its name in findings, such as `CHANGELOG.md`
  public static ChangelogFile of(String name, String text) {
    return new ChangelogFile(name, text, StandardCharsets.UTF_8);
  }

  /// A changelog from its bytes: UTF-8, or Latin-1 where they are none.
  public static ChangelogFile of(String name, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return new ChangelogFile(name, text, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return new ChangelogFile(name, new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
  }

  /// A new changelog with the introduction Keep a Changelog asks for.
  public static ChangelogFile fresh(String name) {
    return of(
        name,
        """
        # Changelog

        All notable changes to this project will be documented in this file.

        The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/),
        and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).
        """);
  }

  /// The place of a changelog in a clone, which may be a link to another file of the clone.
  ///
  /// @param path its path as a policy names it
  /// @throws Problem when it lies outside the clone, or leads out of it
  public static Path inClone(Path clone, String path) throws Problem {
    try {
      Path file = clone.resolve(path).normalize();
      boolean inside = file.startsWith(clone.normalize());
      if (!inside || (Files.exists(file) && !file.toRealPath().startsWith(clone.toRealPath()))) {
        throw Problem.wrongUse(
            "The changelog %s lies outside the clone in %s. Nothing was written; name a file of the clone in the policy.".formatted(path, clone));
      }
      return file;
    } catch (IOException | InvalidPathException e) {
      throw Problem.outOfReach("%s in %s could not be read. Nothing was written.".formatted(path, clone), e);
    }
  }

  /// Reads a changelog.
  ///
  /// @return empty when there is no such file
  /// @throws Problem when it cannot be read or is larger than 32 MiB
  public static Optional<ChangelogFile> read(Path file) throws Problem {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Problem.outOfReach("%s is larger than 32 MiB, which no changelog is. It was not read.".formatted(file));
      }
      Path name = file.getFileName();
      return Optional.of(of(name == null ? "CHANGELOG.md" : name.toString(), bytes));
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be read: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  /// Writes the changelog whole or not at all.
  ///
  /// @throws Problem when it cannot be written, or holds a character its encoding lacks; the old file is
  ///     untouched then
  public void write(Path file) throws Problem {
    byte[] bytes = bytes();
    WholeFile.write(file, out -> out.write(bytes));
  }

  /// The bytes of the file.
  ///
  /// @throws Problem when it holds a character its encoding lacks
  public byte[] bytes() throws Problem {
    try {
      ByteBuffer encoded =
          charset.newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new Problem(
          Problem.Kind.WRONG_USE,
          "%s is written in %s, which lacks a character of the new text. Nothing was written; convert the file to UTF-8 first."
              .formatted(name, charset.equals(StandardCharsets.ISO_8859_1) ? "Latin-1" : charset.name()),
          e);
    }
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /// The sections in the order of the file, `Unreleased` among them.
  public List<ChangelogSection> sections() {
    return sections;
  }

  /// The section of what is not released yet.
  public Optional<ChangelogSection> unreleased() {
    return sections.stream().filter(ChangelogSection::unreleased).findFirst();
  }

  /// The section of a version.
  public Optional<ChangelogSection> section(SemanticVersion version) {
    return sections.stream().filter(s -> s.version().filter(version::equals).isPresent()).findFirst();
  }

  /// The text below a section's heading, without blank lines around it, with LF line ends and one at the end;
  /// empty where there is nothing.
  public String body(ChangelogSection section) {
    String body = text.substring(section.bodyStart(), Math.max(section.bodyStart(), section.end()));
    String stripped = body.replace("\r\n", "\n").replace('\r', '\n').strip();
    return stripped.isEmpty() ? "" : stripped + "\n";
  }

  List<Link> links() {
    return links;
  }

  Charset charset() {
    return charset;
  }

  /// The same file with another text.
  ChangelogFile withText(String other) {
    return new ChangelogFile(name, other, charset);
  }
}
