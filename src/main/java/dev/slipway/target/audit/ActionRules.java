package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Actions that are dead, archived, old or not pinned.
final class ActionRules {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern MAJOR = Pattern.compile("v?(\\d+)(?:\\..*)?");

  /// Archived actions seen in release workflows, and what to use in their place.
  private static final Map<String, String> ARCHIVED = Map.ofEntries(
      Map.entry("actions/create-release", "softprops/action-gh-release, or `gh release create --draft`"),
      Map.entry("actions/upload-release-asset", "`gh release upload`"),
      Map.entry("actions-rs/cargo", "`cargo` in a `run:` step"),
      Map.entry("actions-rs/toolchain", "dtolnay/rust-toolchain, or `rustup`"),
      Map.entry("actions-rs/install", "taiki-e/install-action"),
      Map.entry("actions-rs/audit-check", "rustsec/audit-check"),
      Map.entry("actions-rs/clippy-check", "`cargo clippy` in a `run:` step"),
      Map.entry("marvinpinto/action-automatic-releases", "softprops/action-gh-release"),
      Map.entry("actions/setup-haskell", "haskell-actions/setup"),
      Map.entry("actions/setup-ruby", "ruby/setup-ruby"));

  /// The majors whose `action.yml` declares Node 20.
  private static final Map<String, Integer> NODE20 = Map.of(
      "actions/checkout", 4, "actions/upload-artifact", 4, "actions/cache", 4, "actions/setup-node", 4,
      "actions/setup-java", 4, "actions/setup-python", 5, "softprops/action-gh-release", 2, "actions/setup-go", 5);

  private ActionRules() {}

  static void check(PlannedWorkflow workflow, Report report) {
    Set<String> unpinned = new HashSet<>();
    Set<String> old = new HashSet<>();
    Set<Unread> unread = new HashSet<>();
    for (WorkflowJob job : workflow.workflow().jobs()) {
      job.uses().ifPresent(u -> pinned(u, unpinned, report));
      for (WorkflowStep step : job.allSteps()) {
        unread(step, unread, report);
        Optional<YamlScalar> uses = step.uses();
        if (uses.isPresent() && step.body().anchor().isEmpty()) {
          check(step, uses.get(), unpinned, old, report);
        }
      }
    }
  }

  private static void check(WorkflowStep step, YamlScalar uses, Set<String> unpinned, Set<String> old, Report report) {
    Position at = uses.at();
    String action = step.action();
    int major = major(step.version());
    boolean artifact = action.equals("actions/upload-artifact") || action.equals("actions/download-artifact");
    if (artifact && major > 0 && major < 4) {
      report.add(Rule.DEAD_ACTION, at, "%s is unusable since 30 Jan 2025".formatted(uses.value()),
          "Use %s@v4 or newer; give each leg's artifact its own name.".formatted(action));
    } else if (action.equals("actions/cache") && major > 0 && major < 3) {
      report.add(Rule.DEAD_ACTION, at, "%s is unusable since 1 Mar 2025".formatted(uses.value()), "Use actions/cache@v4 or newer.");
    }
    if (ARCHIVED.containsKey(action)) {
      report.add(Rule.ARCHIVED_ACTION, at, "%s is archived".formatted(uses.value()), "Use %s.".formatted(ARCHIVED.get(action)));
    }
    if (NODE20.getOrDefault(action, 0) == major && major > 0 && old.add(action)) {
      report.add(Rule.OLD_RUNTIME_ACTION, at, "%s declares Node 20".formatted(uses.value()), "Use its next major version.");
    }
    pinned(uses, unpinned, report);
  }

  /// An action that could not be read, in the file that uses it: one finding however many steps do.
  private record Unread(String file, String action, String reason) {}

  private static void unread(WorkflowStep step, Set<Unread> told, Report report) {
    step.unread().ifPresent(reason -> {
      Position at = step.uses().map(YamlScalar::at).orElse(step.at());
      String action = step.uses().map(u -> u.value().strip()).orElse("");
      if (told.add(new Unread(at.file(), action, reason))) {
        report.add(Rule.LOCAL_ACTION_UNREAD, at, "%s is not known: %s".formatted(action, reason),
            "Audit the whole checkout, so that the action's file is there.");
      }
    });
  }

  private static void pinned(YamlScalar uses, Set<String> told, Report report) {
    String text = uses.value();
    int at = text.indexOf('@');
    if (at < 0 || text.startsWith("./") || text.startsWith("$/") || text.startsWith("docker://") || !told.add(text)) {
      return;
    }
    if (!SHA.matcher(text.substring(at + 1).strip()).matches()) {
      report.add(Rule.UNPINNED_ACTION, uses.at(), "%s is not pinned to a commit".formatted(text),
          "Write the full commit behind the @ and the tag in a comment.");
    }
  }

  private static int major(String version) {
    var matcher = MAJOR.matcher(version);
    return matcher.matches() && matcher.group(1).length() < 4 ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
