package dev.slipway.rehearsal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How long the steps of a run took that ended before the rehearsal began: about as long as such steps take on GitHub's
/// runners, each a little other than its neighbours, and the same in every rehearsal.
final class SampleDurations {
  /// The words of a step's title and the seconds such a step takes; the first that fits counts.
  private static final Map<String, Integer> USUAL = new LinkedHashMap<>();

  static {
    USUAL.put("set up job", 2);
    USUAL.put("complete job", 1);
    USUAL.put("build and push", 34);
    USUAL.put("build", 214);
    USUAL.put("test", 96);
    USUAL.put("lint", 41);
    USUAL.put("llvm", 52);
    USUAL.put("install", 17);
    USUAL.put("cache", 9);
    USUAL.put("attest", 6);
    USUAL.put("fetch", 5);
    USUAL.put("check out", 3);
    USUAL.put("keep", 4);
    USUAL.put("package", 3);
    USUAL.put("draft", 12);
  }

  private static final int SHORTEST = 1;

  /// Up to so many hundredths are added to or taken from what is usual.
  private static final int SPREAD = 35;

  private final String job;
  private final long run;

  /// @param job the job's name
  /// @param run the run's number
  SampleDurations(String job, long run) {
    this.job = job;
    this.run = run;
  }

  /// Seconds until a runner took the job.
  long queued() {
    return spread("queued", job.contains("apple") ? 19 : 6);
  }

  /// Seconds that a step took. Runners for Windows and for Apple's Intel processors are the slow ones.
  long step(String title) {
    String words = title.toLowerCase(Locale.ROOT);
    int usual = USUAL.entrySet().stream().filter(entry -> words.contains(entry.getKey())).findFirst().map(Map.Entry::getValue).orElse(SHORTEST);
    boolean slow = job.contains("windows") || (words.startsWith("build") && job.contains("x86_64-apple"));
    return spread(title, slow ? usual * 3 / 2 : usual);
  }

  private long spread(String what, int usual) {
    int hundredths = Math.floorMod((job + "/" + what + "/" + run).hashCode() * 0x9E3779B1 >>> 8, 2 * SPREAD + 1) - SPREAD;
    return Math.max(SHORTEST, Math.round(usual * (100 + hundredths) / 100.0));
  }
}
