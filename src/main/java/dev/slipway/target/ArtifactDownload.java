package dev.slipway.target;

import dev.slipway.workflow.expression.NamePattern;
import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a job puts the artifacts it downloads.
///
/// @param names  what it takes; none when it takes every artifact
/// @param folder where it puts it
/// @param apart  whether each artifact gets a folder of its own in that
/// @param moves  the words of each line of the job's scripts that moves files, quotes away and variables as `*`
record ArtifactDownload(List<NamePattern> names, Text folder, boolean apart, List<List<String>> moves) {
  private static final Pattern MOVES = Pattern.compile("(?:^|[\\s;&|])(?:mv|cp|find|rsync|Move-Item|Copy-Item)\\s");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{[^}]*}}?|\\w+|\\([^)]*\\))");

  /// Before the `*` of a variable, which alone may be any folder and tells nothing.
  private static final String ANY = "\uFFFC";

  static ArtifactDownload of(StepRun download, List<StepRun> job) {
    boolean apart = download.input("name").isEmpty() && !ArtifactNames.isTrue(download, "merge-multiple");
    List<List<String>> moves = job.stream()
        .flatMap(run -> run.step().run().stream())
        .flatMap(script -> script.value().lines())
        .filter(line -> line.length() < 1_000 && MOVES.matcher(line).find())
        .map(line -> List.of(VARIABLE.matcher(line).replaceAll(ANY + "*").replaceAll("[\"']", "").strip().split("\\s+")))
        .toList();
    return new ArtifactDownload(ArtifactFlow.names(List.of(download)), download.input("path").map(p -> Texts.withSlashes(p.text())).orElse(Text.of("")),
        apart, moves);
  }

  boolean takes(String artifact) {
    return names.isEmpty() || names.stream().anyMatch(n -> n.matches(artifact));
  }

  /// Whether files of an artifact lie where a glob looks, or a script brings them there. What cannot be told does.
  boolean puts(String artifact, Text glob) {
    Optional<String> wanted = glob.exact();
    Optional<String> known = folder.exact();
    if (wanted.isEmpty() || known.isEmpty()) {
      return true;
    }
    List<String> looked = segments(wanted.get());
    List<String> there = new ArrayList<>(segments(known.get()));
    if (apart) {
      there.add(artifact);
    }
    return looked.size() < 2 || there.isEmpty() || isUnder(looked, there) || isMoved(looked.getFirst(), there.getFirst());
  }

  private static boolean isUnder(List<String> looked, List<String> there) {
    for (int i = 0; i < there.size(); i++) {
      if (i >= looked.size() - 1) {
        return looked.getLast().startsWith("**");
      }
      if (looked.get(i).equals("**")) {
        return true;
      }
      if (!matches(looked.get(i), there.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isMoved(String to, String from) {
    return moves.stream().anyMatch(words -> {
      int source = first(words, from, 0);
      return source >= 0 && first(words, to, source + 1) >= 0;
    });
  }

  /// Where the first word stands that is a path in a folder; negative where none is.
  private static int first(List<String> words, String folder, int start) {
    for (int i = start; i < words.size(); i++) {
      List<String> path = segments(words.get(i));
      if (!path.isEmpty() && matches(path.getFirst(), folder)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(String glob, String name) {
    return glob.equals(name) || (!glob.equals(ANY + "*") && Globs.pattern(Text.of(glob.replace(ANY, "")), true).matches(name));
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.strip().split("/")).filter(s -> !s.isEmpty() && !s.equals(".")).toList();
  }
}
