package dev.slipway.changelog.file;

import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What happens to the link definitions when a version is released: `[Unreleased]` begins at the new tag, and
/// the version gets a definition of its own.
final class LinkLines {
  private static final Pattern COMPARE = Pattern.compile("(.*/compare/)(.+?)(\\.{2,3})([^.\\s]\\S*)");

  private LinkLines() {}

  /// Edits of the definitions; none where the file has none for its versions.
  static List<Splice> released(ChangelogFile file, SemanticVersion version, String lineEnd) {
    List<ChangelogFile.Link> versions =
        file.links().stream().filter(link -> version(link).isPresent()).toList();
    Optional<ChangelogFile.Link> unreleased =
        file.links().stream().filter(link -> ChangelogReader.isUnreleased(link.label())).findFirst();
    if (versions.stream().anyMatch(link -> version(link).filter(version::equals).isPresent())) {
      return List.of();
    }
    List<Splice> splices = new ArrayList<>();
    Optional<String> fromUnreleased = unreleased.flatMap(link -> own(file, link, version, splices));
    if (versions.isEmpty() && fromUnreleased.isEmpty()) {
      return List.of();
    }
    boolean descending = versions.size() < 2 || newer(versions.get(0), versions.get(1));
    ChangelogFile.Link newest =
        versions.isEmpty() ? unreleased.orElseThrow() : descending ? versions.getFirst() : versions.getLast();
    Optional<String> line = fromUnreleased.or(() -> like(file, versions, newest, version, descending));
    if (line.isPresent()) {
      boolean before = !versions.isEmpty() && descending;
      int at = before ? newest.start() : newest.end();
      boolean open = at > 0 && file.text().charAt(at - 1) != '\n';
      splices.add(new Splice(at, at, (open ? lineEnd : "") + line.get() + (open ? "" : lineEnd)));
    }
    return splices;
  }

  /// From `[Unreleased]: …/compare/v1.1.0...HEAD`: that line moves on, and the version's own line follows from it.
  private static Optional<String> own(
      ChangelogFile file, ChangelogFile.Link unreleased, SemanticVersion version, List<Splice> splices) {
    var compare = COMPARE.matcher(unreleased.destination());
    if (!compare.matches()) {
      return Optional.empty();
    }
    Optional<ReleaseTag> base = ReleaseTag.of(compare.group(2), "");
    if (base.isEmpty()) {
      return Optional.empty();
    }
    String tag = base.get().nameFor(version);
    String line = file.text().substring(unreleased.start(), unreleased.end());
    int address = line.indexOf(unreleased.destination());
    if (address < 0) {
      return Optional.empty();
    }
    int start = unreleased.start() + address + compare.start(2);
    splices.add(new Splice(start, start + compare.group(2).length(), tag));
    String label = "[" + labelLike(file, version) + "]";
    String between = line.substring(line.indexOf(']') + 1, address);
    return Optional.of(label + between + compare.group(1) + compare.group(2) + compare.group(3) + tag);
  }

  private static Optional<String> like(
      ChangelogFile file, List<ChangelogFile.Link> versions, ChangelogFile.Link newest, SemanticVersion version,
      boolean descending) {
    Optional<SemanticVersion> before =
        versions.size() < 2 ? Optional.empty() : version(descending ? versions.get(1) : versions.get(versions.size() - 2));
    String line = file.text().substring(newest.start(), newest.end()).stripTrailing();
    return HeadingTemplate.moved(line, before, version(newest).orElseThrow(), version);
  }

  /// `v1.2.3` where the other labels are written so.
  private static String labelLike(ChangelogFile file, SemanticVersion version) {
    return file.sections().stream()
        .filter(section -> !section.unreleased())
        .findFirst()
        .flatMap(section -> ReleaseTag.of(section.label(), ""))
        .map(tag -> tag.nameFor(version))
        .orElse(version.toString());
  }

  private static boolean newer(ChangelogFile.Link first, ChangelogFile.Link second) {
    return version(first).orElseThrow().compareTo(version(second).orElseThrow()) >= 0;
  }

  static Optional<SemanticVersion> version(ChangelogFile.Link link) {
    return ReleaseTag.of(link.label(), "").map(ReleaseTag::version);
  }
}
