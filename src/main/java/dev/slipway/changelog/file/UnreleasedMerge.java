package dev.slipway.changelog.file;

import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.section.ChangeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Brings what people wrote under `Unreleased` together with what the commits say. Every written word stays; of the
/// generated entries those stay out whose pull request, or whose text, is there already.
public final class UnreleasedMerge {
  private UnreleasedMerge() {}

  /// The body with the entries that are not in it yet.
  ///
  /// @param written   the body of `Unreleased`
  /// @param generated a body made from commits, in Keep a Changelog form
  public static String merged(String written, String generated) {
    if (written.isBlank()) {
      return generated;
    }
    List<Part> parts = parts(written);
    for (Part part : parts(generated)) {
      List<String> fresh = part.entries().stream().filter(entry -> !told(entry, written)).toList();
      if (!fresh.isEmpty()) {
        add(parts, part.title(), fresh);
      }
    }
    return parts.stream().map(Part::text).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
  }

  /// A heading and what stands below it.
  private record Part(String title, List<String> lines) {
    List<String> entries() {
      return lines.stream().filter(line -> line.startsWith("- ")).toList();
    }

    String text() {
      String body = String.join("\n", lines).strip();
      String head = title.isEmpty() ? "" : "### " + title + "\n\n";
      return body.isEmpty() ? "" : head + body + "\n";
    }
  }

  private static List<Part> parts(String body) {
    Map<Integer, Part> parts = new LinkedHashMap<>();
    Part current = new Part("", new ArrayList<>());
    parts.put(0, current);
    boolean fenced = false;
    for (String line : body.split("\n", -1)) {
      fenced ^= line.stripLeading().startsWith("```");
      if (line.startsWith("### ") && !fenced) {
        current = new Part(line.substring(4).strip(), new ArrayList<>());
        parts.put(parts.size(), current);
      } else {
        current.lines().add(line);
      }
    }
    return new ArrayList<>(parts.values());
  }

  private static void add(List<Part> parts, String title, List<String> fresh) {
    for (Part part : parts) {
      if (part.title().equalsIgnoreCase(title)) {
        while (!part.lines().isEmpty() && part.lines().getLast().isBlank()) {
          part.lines().removeLast();
        }
        part.lines().addAll(fresh);
        return;
      }
    }
    parts.add(place(parts, title), new Part(title, new ArrayList<>(fresh)));
  }

  /// A new heading goes where Keep a Changelog has it among the others.
  private static int place(List<Part> parts, String title) {
    Optional<ChangeType> type = ChangeType.parse(title);
    for (int i = 0; i < parts.size() && type.isPresent(); i++) {
      Optional<ChangeType> other = ChangeType.parse(parts.get(i).title());
      if (other.isPresent() && other.get().compareTo(type.get()) > 0) {
        return i;
      }
    }
    return parts.size();
  }

  private static boolean told(String entry, String written) {
    List<Reference> references = Reference.in(entry);
    List<Reference> known = Reference.in(written);
    boolean byNumber =
        !references.isEmpty()
            && references.stream()
                .allMatch(r -> known.stream().anyMatch(k -> k.number() == r.number() && k.repository().equals(r.repository())));
    String wanted = words(entry.substring(2));
    return byNumber || written.lines().anyMatch(line -> words(line).equals(wanted));
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
