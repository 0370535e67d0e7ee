package dev.slipway.archive;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes odd archives and holds what we find clean in against what others unpack: where we have nothing to say, all must find the same.
final class ArchiveDifferences {
  private final Path folder;
  private final Unpackers unpackers;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int made;
  private int clean;

  ArchiveDifferences(Path folder, Unpackers unpackers) {
    this.folder = folder;
    this.unpackers = unpackers;
  }

  /// What we found in an archive that has nothing against it.
  private record Found(SortedMap<String, String> members, Set<String> hardLinks, Set<String> links, boolean holes) {}

  /// Makes the archives of one seed.
  void run(long seed, int count) throws Exception {
    OddArchives odd = new OddArchives(seed);
    Map<Path, Found> ours = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      OddArchives.Odd archive = odd.next();
      Path file = folder.resolve("%d-%05d%s".formatted(seed, i, archive.ending()));
      Files.write(file, archive.bytes());
      made++;
      Found found = inspected(file, archive.ending());
      if (found == null) {
        Files.delete(file);
      } else {
        ours.put(file, found);
      }
    }
    clean += ours.size();
    Map<Path, Map<String, Unpackers.Answer>> theirs = unpackers.look(List.copyOf(ours.keySet()));
    ours.forEach((file, found) -> theirs.getOrDefault(file, Map.of()).forEach((program, answer) -> compare(file, program, found, answer)));
    for (Path file : ours.keySet()) {
      boolean different = differences.stream().anyMatch(line -> line.startsWith(file.getFileName() + " "));
      if (!different) {
        Files.delete(file);
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Found inspected(Path file, String ending) throws Exception {
    SortedMap<String, String> members = new TreeMap<>();
    Set<String> hardLinks = new HashSet<>();
    Set<String> links = new HashSet<>();
    boolean[] plain = {true};
    Inspection inspection;
    try {
      inspection = new ArchiveReader(Limits.standard()).read(file, Progress.unwatched(), (member, content) -> {
        String name = member.name();
        plain[0] &= name.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        byte[] bytes = content.readAllBytes();
        if (!plain[0]) {
          return;
        }
        switch (member.kind()) {
          case FILE -> members.put(Unpackers.plain(name), digest(bytes));
          case SYMBOLIC_LINK -> {
            members.put(Unpackers.plain(name), "link");
            links.add(Unpackers.plain(name));
          }
          case HARD_LINK -> {
            members.put(Unpackers.plain(name), "link");
            hardLinks.add(Unpackers.plain(name));
          }
          case FOLDER, SPECIAL -> {}
        }
      });
    } catch (Problem e) {
      return null;
    }
    Set<String> rules = new HashSet<>(inspection.findings().stream().map(Finding::rule).toList());
    // Whether a name says something else than the content is for whoever judges names.
    boolean asNamed = ArchiveReader.promised("x" + ending).filter(inspection.format()::equals).isPresent();
    return inspection.clean() && plain[0] && asNamed && !rules.contains("name-not-utf8")
        ? new Found(members, hardLinks, links, rules.contains("sparse-member"))
        : null;
  }

  private static String digest(byte[] bytes) {
    try {
      return Unpackers.sha256(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void compare(Path file, String program, Found ours, Unpackers.Answer theirs) {
    boolean zip = file.toString().endsWith(".zip");
    if (theirs.refused()) {
      refusals.merge(program + (zip ? " zip" : " tar"), 1, Integer::sum);
      return;
    }
    SortedMap<String, String> mine = new TreeMap<>(ours.members());
    SortedMap<String, String> other = new TreeMap<>(theirs.members());
    if (program.equals("tar")) {
      // A second name comes out as a file like the first.
      mine.keySet().removeAll(ours.hardLinks());
      other.keySet().removeAll(ours.hardLinks());
    } else if (zip && !program.equals("unzip")) {
      // These two take a link for a file that holds where it leads.
      mine.keySet().removeAll(ours.links());
      other.keySet().removeAll(ours.links());
    }
    if (ours.holes()) {
      mine.replaceAll((_, _) -> "");
      other.replaceAll((_, _) -> "");
    }
    if (!mine.equals(other)) {
      differences.add("%s by %s: we find %s, it finds %s".formatted(file.getFileName(), program, shorter(mine), shorter(other)));
    }
  }

  private static String shorter(SortedMap<String, String> members) {
    return String.join(", ", members.entrySet().stream().map(e -> "%s=%.6s".formatted(e.getKey(), e.getValue())).toList());
  }

  List<String> differences() {
    return differences;
  }

  int clean() {
    return clean;
  }

  String summary() {
    return "%d archives, %d clean by us; of those others refused %s and read differently %d (%s)"
        .formatted(made, clean, refusals, differences.size(), String.join(", ", unpackers.names()));
  }
}
