package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.verify.ChecksumManifest.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads one checksum manifest, line by line or as the document it is.
final class ManifestReader {
  private static final int MOST_UNREADABLE_LINES = 20;
  private static final int LARGEST = 16 << 20;

  private final String manifest;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int unreadable;
  private Optional<String> command = Optional.empty();
  private Wrapper wrapper = new Wrapper.None();

  /// The OpenPGP message a manifest is wrapped in.
  sealed interface Wrapper {
    /// It is not wrapped.
    record None() implements Wrapper {}

    /// It begins like a signed message and is not exactly one.
    record Broken() implements Wrapper {}

    /// It is: all its claims stand in the text that was signed.
    record Around(SignedText.Message message) implements Wrapper {}
  }

  /// A manifest, and what it is wrapped in.
  ///
  /// @param digest the SHA-256 of the bytes that were read
  record Reading(ChecksumManifest manifest, Wrapper wrapper, Digest digest) {}

  ManifestReader(String manifest) {
    this.manifest = manifest;
  }

  /// The bytes of a manifest.
  ///
  /// @throws IOException when it cannot be read, or is longer than any manifest
  static byte[] bytes(Path manifest) throws IOException {
    try (InputStream in = Files.newInputStream(manifest, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it is longer than %d MB, which no manifest is".formatted(LARGEST >> 20));
      }
      return bytes;
    }
  }

  Reading read(byte[] bytes) {
    Hasher hasher = Hasher.of(Digest.Algorithm.SHA256);
    hasher.update(bytes, bytes.length);
    return new Reading(claims(bytes), wrapper, Digest.of(Digest.Algorithm.SHA256, hasher.finish()));
  }

  private ChecksumManifest claims(byte[] bytes) {
    ManifestText decoded = ManifestText.of(bytes);
    if (decoded.charset().equals(StandardCharsets.ISO_8859_1)) {
      findings.add(
          Finding.about(
              manifest,
              "manifest-not-utf8",
              Severity.WARNING,
              manifest + " is not UTF-8; its names are read as Latin-1.",
              "Save it as UTF-8, or name files in ASCII."));
    }
    String text = decoded.text();
    if (text.isBlank()) {
      findings.add(
          Finding.about(
              manifest,
              "manifest-empty",
              Severity.ERROR,
              manifest + " is empty: it vouches for nothing.",
              "Write it again from the files."));
      return result();
    }
    char first = text.stripLeading().charAt(0);
    if (first == '{' || first == '[') {
      new JsonManifest(manifest, this::add, this::found).read(text);
    } else if (manifest.endsWith(".yml") || manifest.endsWith(".yaml")) {
      new UpdaterManifest(manifest, this::add, this::found).read(text);
    } else {
      readLines(text, decoded.charset(), new ChecksumTool(bytes, decoded.charset()));
    }
    boolean told = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR || f.rule().equals(JsonManifest.ELSEWHERE));
    if (entries.isEmpty() && !told) {
      findings.add(
          Finding.about(
              manifest,
              "manifest-empty",
              Severity.ERROR,
              manifest + " lists no file: it vouches for nothing.",
              "Write it again from the files."));
    }
    return result();
  }

  private ChecksumManifest result() {
    if (unreadable > MOST_UNREADABLE_LINES) {
      findings.add(
          Finding.about(
              manifest,
              "unreadable-line",
              Severity.ERROR,
              "%s has %d more lines that cannot be read.".formatted(manifest, unreadable - MOST_UNREADABLE_LINES),
              "Write it again from the files."));
    }
    return new ChecksumManifest(manifest, entries, findings, command);
  }

  private void readLines(String text, Charset charset, ChecksumTool tool) {
    List<String> lines = List.of(text.split("\n", -1));
    SignedText signed = SignedText.of(lines);
    if (!signed.isWrapped() && WindowsListing.recognises(lines)) {
      WindowsListing.read(manifest, lines, this::add, this::found);
      return;
    }
    if (signed.isWrapped()) {
      wrapper = signed.message(lines, charset).<Wrapper>map(Wrapper.Around::new).orElseGet(Wrapper.Broken::new);
    }
    ManifestLine grammar = new ManifestLine(manifest);
    int end = lines.getLast().isEmpty() ? lines.size() - 1 : lines.size();
    for (int i = 0; i < end; i++) {
      String line = withoutReturn(lines.get(i));
      Position at = new Position(manifest, i + 1, 1);
      switch (signed.part(i)) {
        case WRAPPER -> tool.passedOver();
        case TEXT -> readLine(grammar, signed.read(i, line), at, tool, false);
        case OUTSIDE -> readLine(grammar, line, at, tool, true);
      }
    }
    command = tool.command(manifest, ManifestName.companion(manifest));
  }

  private void readLine(ManifestLine grammar, String line, Position at, ChecksumTool tool, boolean outsideSignature) {
    if (line.isBlank() || line.startsWith("#") || ManifestLine.isForeignComment(line)) {
      tool.passedOver();
      return;
    }
    if (line.indexOf('\0') >= 0) {
      unreadable(at, "it has a NUL character");
      return;
    }
    ManifestLine.Reading reading = grammar.read(line, at);
    if (outsideSignature && !(reading instanceof ManifestLine.Reading.Unreadable)) {
      found(
          Finding.at(
              at,
              "outside-signed-text",
              Severity.ERROR,
              at + " stands outside the signed text, where anybody could have added it. It was not used.",
              "Remove the line, or sign the whole list."));
      return;
    }
    switch (reading) {
      case ManifestLine.Reading.Claim(String file, Known<Digest> digest) -> {
        tool.line(line, digest);
        add(new Entry(file, digest, OptionalLong.empty(), at));
      }
      case ManifestLine.Reading.Bare(Known<Digest> digest) -> {
        tool.line(line, digest);
        bare(digest, at);
      }
      case ManifestLine.Reading.Unreadable(String reason) -> {
        if (!outsideSignature) {
          unreadable(at, reason);
        }
      }
    }
  }

  private void bare(Known<Digest> digest, Position at) {
    Optional<String> companion = ManifestName.companion(manifest);
    if (companion.isPresent()) {
      add(new Entry(companion.get(), digest, OptionalLong.empty(), at));
    } else {
      unreadable(at, "it is a digest without a file name, and the manifest's own name does not tell the file");
    }
  }

  private void unreadable(Position at, String reason) {
    unreadable++;
    if (unreadable <= MOST_UNREADABLE_LINES) {
      found(
          Finding.at(
              at,
              "unreadable-line",
              Severity.ERROR,
              "%s line %d cannot be read: %s. Nothing was verified by it.".formatted(manifest, at.line(), reason),
              "Write it as \"digest, two spaces, name\", or remove it."));
    }
  }

  private void add(Entry entry) {
    entries.add(entry);
  }

  private void found(Finding finding) {
    findings.add(finding);
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
