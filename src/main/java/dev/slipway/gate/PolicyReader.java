package dev.slipway.gate;

import dev.slipway.fact.ByteSize;
import dev.slipway.gate.ReleasePolicy.Archives;
import dev.slipway.gate.ReleasePolicy.Audit;
import dev.slipway.gate.ReleasePolicy.BenchmarkTarget;
import dev.slipway.gate.ReleasePolicy.Binaries;
import dev.slipway.gate.ReleasePolicy.Budgets;
import dev.slipway.gate.ReleasePolicy.Changelog;
import dev.slipway.gate.ReleasePolicy.Checksums;
import dev.slipway.gate.ReleasePolicy.Ignored;
import dev.slipway.gate.ReleasePolicy.Image;
import dev.slipway.gate.ReleasePolicy.Require;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `.slipway.yml`. Every key is known or an error; nothing is guessed.
public final class PolicyReader {
  private static final Pattern TIME = Pattern.compile("(\\d{1,5})\\s*(s|min|m|h)");

  private PolicyReader() {}

  /// Reads a policy file.
  ///
  /// @param name the file's name for findings
  /// @param text its text; more than 256 KiB, more than 50 levels or any alias is a finding
  public static PolicyFile read(String name, String text) {
    PolicyYaml yaml = new PolicyYaml(name);
    ReleasePolicy policy =
        yaml.document(text).map(root -> policy(yaml, root)).orElseGet(ReleasePolicy::defaults);
    return new PolicyFile(policy, yaml.findings());
  }

  private static ReleasePolicy policy(PolicyYaml yaml, MappingNode root) {
    Map<String, Node> keys =
        yaml.keys(
            root, "project", "workflow", "targets", "assets", "archives", "binaries", "budgets",
            "checksums", "changelog", "audit", "image", "benchmarks", "gates");
    ReleasePolicy defaults = ReleasePolicy.defaults();
    return new ReleasePolicy(
        yaml.text(keys.get("project")),
        yaml.text(keys.get("workflow")),
        yaml.texts(keys.get("targets")),
        yaml.texts(keys.get("assets")),
        yaml.mapping(keys.get("archives")).map(node -> archives(yaml, node)).orElse(defaults.archives()),
        yaml.mapping(keys.get("binaries")).map(node -> binaries(yaml, node)).orElse(defaults.binaries()),
        yaml.mapping(keys.get("budgets")).map(node -> budgets(yaml, node)).orElse(defaults.budgets()),
        yaml.mapping(keys.get("checksums")).map(node -> checksums(yaml, node)).orElse(defaults.checksums()),
        yaml.mapping(keys.get("changelog")).map(node -> changelog(yaml, node)).orElse(defaults.changelog()),
        yaml.mapping(keys.get("audit")).map(node -> audit(yaml, node)).orElse(defaults.audit()),
        yaml.text(keys.get("image")).map(Image::new),
        yaml.mapping(keys.get("benchmarks")).map(node -> benchmarks(yaml, node)).orElse(defaults.benchmarks()),
        yaml.mapping(keys.get("gates")).map(node -> gates(yaml, node)).orElse(defaults.gates()));
  }

  private static Archives archives(PolicyYaml yaml, MappingNode node) {
    Map<String, Node> keys = yaml.keys(node, "contains", "binary");
    return new Archives(yaml.texts(keys.get("contains")), yaml.text(keys.get("binary")));
  }

  private static Binaries binaries(PolicyYaml yaml, MappingNode node) {
    Map<String, Node> keys = yaml.keys(node, "stripped", "forbid", "require");
    List<Require> require = new ArrayList<>();
    for (MappingNode item : yaml.mappings(keys.get("require"))) {
      Map<String, Node> rule = yaml.keys(item, "target", "text");
      Optional<String> text = yaml.text(rule.get("text"));
      if (text.isEmpty()) {
        yaml.error(item, "policy-missing-key", "A requirement names no text", "Add text: with the symbol or string the binary must hold.");
      } else {
        require.add(new Require(yaml.text(rule.get("target")).orElse("*"), text.get()));
      }
    }
    return new Binaries(
        yaml.truth(keys.get("stripped")).orElse(false), yaml.texts(keys.get("forbid")), List.copyOf(require));
  }

  private static Budgets budgets(PolicyYaml yaml, MappingNode node) {
    Map<String, Node> keys = yaml.keys(node, "binary", "archive", "wasm", "wasm-gz", "image", "targets", "components", "wasm-components", "run");
    return new Budgets(
        size(yaml, keys.get("binary")),
        size(yaml, keys.get("archive")),
        size(yaml, keys.get("wasm")),
        size(yaml, keys.get("wasm-gz")),
        size(yaml, keys.get("image")),
        sizes(yaml, keys.get("targets")),
        sizes(yaml, keys.get("components")),
        sizes(yaml, keys.get("wasm-components")),
        time(yaml, keys.get("run")));
  }

  private static SequencedMap<String, Long> sizes(PolicyYaml yaml, @org.jspecify.annotations.Nullable Node node) {
    SequencedMap<String, Long> sizes = new LinkedHashMap<>();
    yaml.mapping(node)
        .ifPresent(map -> yaml.entries(map).forEach((key, value) -> size(yaml, value).ifPresent(s -> sizes.put(key, s))));
    return Collections.unmodifiableSequencedMap(sizes);
  }

  private static OptionalLong size(PolicyYaml yaml, @org.jspecify.annotations.Nullable Node node) {
    Optional<String> text = yaml.text(node);
    if (node == null || text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong bytes = ByteSize.parse(text.get());
    if (bytes.isEmpty()) {
      yaml.error(node, "policy-size", "\"" + text.get() + "\" is no size", "Write a number with B, KB, MB or GB, such as 15 MB.");
    }
    return bytes;
  }

  private static Optional<Duration> time(PolicyYaml yaml, @org.jspecify.annotations.Nullable Node node) {
    Optional<String> text = yaml.text(node);
    if (node == null || text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = TIME.matcher(text.get().strip());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      yaml.error(node, "policy-time", "\"" + text.get() + "\" is no time", "Write a number with s, min or h, such as 30 min.");
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    });
  }

  private static Checksums checksums(PolicyYaml yaml, MappingNode node) {
    return new Checksums(yaml.texts(yaml.keys(node, "allow-unlisted").get("allow-unlisted")));
  }

  private static Changelog changelog(PolicyYaml yaml, MappingNode node) {
    Map<String, Node> keys = yaml.keys(node, "file", "sections", "squash", "notes", "install");
    SequencedMap<String, String> sections = new LinkedHashMap<>();
    yaml.mapping(keys.get("sections"))
        .ifPresent(map -> yaml.entries(map).forEach((key, value) -> yaml.text(value).ifPresent(s -> sections.put(key, s))));
    return new Changelog(
        yaml.text(keys.get("file")).orElse("CHANGELOG.md"), Collections.unmodifiableSequencedMap(sections),
        squash(yaml, keys.get("squash")), parts(yaml, keys.get("notes")), yaml.texts(keys.get("install")));
  }

  private static Changelog.Squash squash(PolicyYaml yaml, @org.jspecify.annotations.Nullable Node node) {
    Optional<String> word = yaml.text(node);
    if (node == null || word.isEmpty() || word.get().equals("whole")) {
      return Changelog.Squash.WHOLE;
    }
    if (!word.get().equals("split")) {
      yaml.error(node, "policy-value", "\"" + word.get() + "\" says nothing about squash merges", "Write whole or split.");
    }
    return Changelog.Squash.SPLIT;
  }

  private static List<String> parts(PolicyYaml yaml, @org.jspecify.annotations.Nullable Node node) {
    List<String> parts = yaml.texts(node);
    for (String part : parts) {
      if (node != null && !Changelog.NOTES.contains(part)) {
        yaml.error(node, "policy-value", "\"" + part + "\" is no part of the notes", "Write some of " + String.join(", ", Changelog.NOTES) + ".");
      }
    }
    return parts;
  }

  private static Audit audit(PolicyYaml yaml, MappingNode node) {
    Map<String, Node> keys = yaml.keys(node, "generated-notes", "ignore");
    List<Ignored> ignored = new ArrayList<>();
    for (MappingNode item : yaml.mappings(keys.get("ignore"))) {
      Map<String, Node> entry = yaml.keys(item, "rule", "file", "line", "reason");
      Optional<String> rule = yaml.text(entry.get("rule")).filter(its -> !its.isBlank());
      Optional<String> reason = yaml.text(entry.get("reason")).filter(its -> !its.isBlank());
      if (rule.isEmpty() || reason.isEmpty()) {
        yaml.error(item, "policy-missing-key", "What is ignored needs a rule and a reason", "Add rule: with the rule's id, and reason: with why it is left.");
      } else {
        ignored.add(new Ignored(
            rule.get(), yaml.text(entry.get("file")), yaml.text(entry.get("line")).map(String::strip), reason.get().strip(), yaml.place(item)));
      }
    }
    return new Audit(yaml.truth(keys.get("generated-notes")).orElse(true), ignored);
  }

  private static SequencedMap<String, BenchmarkTarget> benchmarks(PolicyYaml yaml, MappingNode node) {
    SequencedMap<String, BenchmarkTarget> targets = new LinkedHashMap<>();
    yaml.entries(node).forEach((metric, value) ->
        yaml.mapping(value).ifPresent(map -> {
          Map<String, Node> keys = yaml.keys(map, "below", "above", "unit");
          targets.put(
              metric,
              new BenchmarkTarget(
                  yaml.number(keys.get("below")), yaml.number(keys.get("above")), yaml.text(keys.get("unit")).orElse("")));
        }));
    return Collections.unmodifiableSequencedMap(targets);
  }

  private static Map<GateId, Policy> gates(PolicyYaml yaml, MappingNode node) {
    Map<GateId, Policy> policies = new EnumMap<>(GateId.class);
    String[] ids = java.util.Arrays.stream(GateId.values()).map(GateId::id).toArray(String[]::new);
    yaml.keys(node, ids).forEach((key, value) -> {
      Optional<String> word = yaml.text(value);
      for (GateId gate : GateId.values()) {
        if (gate.id().equals(key) && word.isPresent()) {
          policy(word.get()).ifPresentOrElse(
              policy -> policies.put(gate, policy),
              () -> yaml.error(value, "policy-value", "\"" + word.get() + "\" is no policy", "Write block, warn or info."));
        }
      }
    });
    return Map.copyOf(policies);
  }

  private static Optional<Policy> policy(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "block" -> Optional.of(Policy.BLOCK);
      case "warn" -> Optional.of(Policy.WARN);
      case "info" -> Optional.of(Policy.INFO);
      default -> Optional.empty();
    };
  }
}
