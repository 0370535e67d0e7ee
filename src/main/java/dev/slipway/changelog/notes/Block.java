package dev.slipway.changelog.notes;

import dev.slipway.changelog.commit.CoAuthor;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.fact.Digest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// A part of the release notes that Slipway writes and keeps current as long as nobody edits it.
public sealed interface Block {

  /// The changelog section of the version.
  ///
  /// @param body Markdown below the version's heading
  record Changes(String body) implements Block {}

  /// Sizes per file.
  record Sizes(List<SizeRow> rows) implements Block {
    public Sizes {
      rows = List.copyOf(rows);
    }
  }

  /// One row of the sizes.
  ///
  /// @param file     what the reader knows it as: a file name, or "Linux x64, static"
  /// @param bytes    its size
  /// @param before   what the release before has in its place
  /// @param budget   the largest size allowed, where there is a limit
  record SizeRow(String file, long bytes, Before before, Optional<Long> budget) {}

  /// What the release before has in the place of a file.
  sealed interface Before {

    /// The same file of that many bytes.
    record Had(long bytes) implements Before {}

    /// No such file.
    record HadNone() implements Before {}

    /// Nobody knows, or there is no release before.
    record NotKnown() implements Before {}
  }

  /// What the benchmarks say.
  record Benchmarks(List<BenchmarkRow> rows) implements Block {
    public Benchmarks {
      rows = List.copyOf(rows);
    }
  }

  /// One row of the benchmarks.
  ///
  /// @param name   what was measured
  /// @param result the figure with its unit, as a reader sees it
  /// @param target what the policy asks for, such as `below 50 ms`; empty where it asks for nothing
  record BenchmarkRow(String name, String result, Optional<String> target) {}

  /// The digests of the files.
  record Checksums(List<ChecksumRow> rows) implements Block {
    public Checksums {
      rows = List.copyOf(rows);
    }
  }

  /// One row of the digests.
  record ChecksumRow(String file, Digest digest) {}

  /// How a reader checks a download.
  ///
  /// @param manifest   the checksum manifest among the files, where there is one
  /// @param attestedBy the repository whose attestations prove where the files come from, as `owner/name`
  record Verification(Optional<String> manifest, Optional<String> attestedBy) implements Block {}

  /// Lines a reader types to install the version.
  record Install(List<String> commands) implements Block {
    public Install {
      commands = List.copyOf(commands);
    }
  }

  /// Who made it.
  ///
  /// @param people accounts as `@name`, or names
  record Contributors(List<String> people) implements Block {
    public Contributors {
      people = List.copyOf(people);
    }

    /// The authors and co-authors of commits: accounts where the host knows them, else names; no robots.
    public static Contributors of(List<ClassifiedCommit> commits) {
      SequencedSet<String> people = new LinkedHashSet<>();
      for (ClassifiedCommit it : commits) {
        people.add(it.commit().login().isEmpty() ? it.commit().author() : "@" + it.commit().login());
        CoAuthor.in(it.commit().message()).stream().map(CoAuthor::name).forEach(people::add);
      }
      people.removeIf(name -> name.isBlank() || name.endsWith("[bot]"));
      return new Contributors(List.copyOf(people));
    }
  }

  /// The container image.
  ///
  /// @param reference such as `ghcr.io/clawft/weft:v0.4.0`
  /// @param digest    its digest, where that is known
  record Image(String reference, Optional<Digest> digest) implements Block {}

  /// The name in the marker.
  default String id() {
    return switch (this) {
      case Changes _ -> "changes";
      case Sizes _ -> "sizes";
      case Benchmarks _ -> "benchmarks";
      case Checksums _ -> "checksums";
      case Verification _ -> "verification";
      case Install _ -> "install";
      case Contributors _ -> "contributors";
      case Image _ -> "image";
    };
  }
}
