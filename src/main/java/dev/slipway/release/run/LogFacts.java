package dev.slipway.release.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a job's log tells of how it was built. Only what the log says: an empty list means that it says nothing.
///
/// @param tools  tools with their versions in the words of the tools, such as `rustc 1.95.0` or `LLVM 21.1.8`
/// @param caches what became of each cache, such as `cache restored from v1-rust-linux`
/// @param hints  what to do about a build for another platform; they mean something where the job failed
public record LogFacts(List<String> tools, List<String> caches, List<CrossHint> hints) {
  private static final int MOST = 12;

  private record Tool(String name, Pattern line) {}

  private static final List<Tool> TOOLS = List.of(
      tool("runner image", "^Image: ([\\w.-]{1,60})$"),
      tool("rustc", "^rustc (\\d[\\w.-]{1,40})"),
      tool("cross", "^cross (\\d[\\w.-]{1,40})"),
      tool("Go", "\\bgo version go(\\d[\\w.-]{1,40})"),
      tool("Apple clang", "\\bApple clang version (\\d[\\w.-]{1,40})"),
      tool("clang", "(?<!Apple )\\bclang version (\\d[\\w.-]{1,40})"),
      tool("LLVM", "\\bLLVM (?:version:? )?(\\d+\\.\\d+\\.\\d+)\\b"),
      tool("gcc", "\\bgcc (?:version |\\([^)]{1,60}\\) )(\\d[\\w.-]{1,40})"),
      tool("CMake", "^cmake version (\\d[\\w.-]{1,40})"),
      tool("Java", "^openjdk version \"(\\d[\\w.+-]{0,40})\""),
      tool("Python", "^Python (\\d\\.[\\w.]{1,40})$"));

  /// The words of actions/cache and of rust-cache.
  private static final Pattern RESTORED = Pattern.compile("Cache restored from key: (\\S{1,200})|Restored from cache key \"([^\"]{1,200})\"");
  private static final Pattern PARTLY = Pattern.compile("Cache hit for restore-key: (\\S{1,200})");
  private static final Pattern MISSED = Pattern.compile("Cache not found for (?:input )?keys?: ([^\\s,]{1,200})|^No cache found\\.");

  private static Tool tool(String name, String line) {
    return new Tool(name, Pattern.compile(line));
  }

  /// Of a log that says nothing, or is not read.
  public static final LogFacts NONE = new LogFacts(List.of(), List.of(), List.of());

  /// The same without advice, for a job that did not fail.
  public LogFacts withoutHints() {
    return new LogFacts(tools, caches, List.of());
  }

  /// Tools and caches in one line; empty where nothing is known.
  public String summary() {
    List<String> all = new ArrayList<>(tools);
    all.addAll(caches);
    return String.join(" · ", all);
  }

  /// Takes in a log line by line, in the order of the log.
  public static final class Reading {
    private final Set<String> tools = new LinkedHashSet<>();
    private final Set<String> caches = new LinkedHashSet<>();
    private final Set<CrossHint> hints = new LinkedHashSet<>();

    /// @param line without its time, colours and control characters
    public void add(String line) {
      String said = line.strip();
      for (Tool tool : TOOLS) {
        if (tools.size() < MOST) {
          Matcher version = tool.line.matcher(said);
          if (version.find()) {
            tools.add(tool.name + " " + version.group(1));
          }
        }
      }
      if (caches.size() < MOST && (said.contains("ache"))) {
        cache(said).ifPresent(caches::add);
      }
      if (hints.size() < MOST) {
        CrossHint.of(said).ifPresent(hints::add);
      }
    }

    private static Optional<String> cache(String said) {
      Matcher restored = RESTORED.matcher(said);
      if (restored.find()) {
        return Optional.of("cache restored from " + (restored.group(1) == null ? restored.group(2) : restored.group(1)));
      }
      Matcher partly = PARTLY.matcher(said);
      if (partly.find()) {
        return Optional.of("an older cache taken: " + partly.group(1));
      }
      Matcher missed = MISSED.matcher(said);
      return missed.find() ? Optional.of("no cache found" + (missed.group(1) == null ? "" : " for " + missed.group(1))) : Optional.empty();
    }

    /// What was found so far.
    public LogFacts facts() {
      return new LogFacts(List.copyOf(tools), List.copyOf(caches), List.copyOf(hints));
    }
  }
}
