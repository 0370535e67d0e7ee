package dev.slipway.target.tool;

import dev.slipway.fact.Position;
import dev.slipway.target.Target;
import dev.slipway.target.tool.ToolTargets.Asked;
import dev.slipway.workflow.yaml.YamlFile;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlReader;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `.goreleaser.yaml`: for each build its `targets`, or `goos` × `goarch` without what `ignore` names and
/// without the pairs Go cannot build.
///
/// @see <a href="https://goreleaser.com/customization/builds/go/">GoReleaser's documentation</a>
final class GoReleaser {
  private static final List<String> SYSTEMS = List.of("linux", "darwin", "windows");
  private static final List<String> PROCESSORS = List.of("386", "amd64", "arm64");
  /// What `go tool dist list` prints, as far as a release is ever built for it; other pairs GoReleaser leaves out.
  private static final Set<String> POSSIBLE = Set.of(
      "aix_ppc64", "android_386", "android_amd64", "android_arm", "android_arm64", "darwin_amd64", "darwin_arm64", "darwin_all",
      "dragonfly_amd64", "freebsd_386", "freebsd_amd64", "freebsd_arm", "freebsd_arm64", "freebsd_riscv64", "illumos_amd64",
      "ios_amd64", "ios_arm64", "js_wasm", "linux_386", "linux_amd64", "linux_arm", "linux_arm64", "linux_loong64", "linux_mips",
      "linux_mips64", "linux_mips64le", "linux_mipsle", "linux_ppc64", "linux_ppc64le", "linux_riscv64", "linux_s390x",
      "netbsd_386", "netbsd_amd64", "netbsd_arm", "netbsd_arm64", "openbsd_386", "openbsd_amd64", "openbsd_arm", "openbsd_arm64",
      "openbsd_ppc64", "openbsd_riscv64", "plan9_386", "plan9_amd64", "plan9_arm", "solaris_amd64", "wasip1_wasm",
      "windows_386", "windows_amd64", "windows_arm", "windows_arm64");

  private GoReleaser() {}

  static ToolTargets read(byte[] bytes, String file) {
    YamlFile yaml = YamlReader.read(bytes, file);
    List<String> unread = new ArrayList<>();
    yaml.findings().forEach(f -> unread.add(f.message()));
    Map<String, Asked> targets = new LinkedHashMap<>();
    Optional<YamlMapping> root = yaml.root().flatMap(YamlNode::mapping);
    List<YamlNode> builds = root.flatMap(r -> r.get("builds")).flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of());
    for (YamlNode build : builds) {
      build.mapping().ifPresent(b -> build(b, targets, unread));
    }
    if (builds.isEmpty() && root.isPresent()) {
      product(YamlMapping.empty(new Position(file, 1, 1)), targets, unread);
    }
    return new ToolTargets("GoReleaser", file, List.copyOf(targets.values()), List.copyOf(unread));
  }

  private static void build(YamlMapping build, Map<String, Asked> targets, List<String> unread) {
    if (build.text("skip").filter("true"::equals).isPresent() || build.text("builder").filter("prebuilt"::equals).isPresent()) {
      return;
    }
    Optional<YamlNode> listed = build.get("targets");
    if (listed.isPresent()) {
      List<YamlNode> items = listed.flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of());
      for (YamlNode item : items) {
        item.text().ifPresent(t -> listed(t, item.at(), targets, unread));
      }
      return;
    }
    product(build, targets, unread);
  }

  private static void listed(String text, Position at, Map<String, Asked> targets, List<String> unread) {
    String[] parts = text.split("_");
    if (parts.length >= 2) {
      add(parts[0], parts[1], at, targets, unread);
    } else {
      Target.parse(text).ifPresentOrElse(t -> targets.putIfAbsent(t.triple(), new Asked(t, at)), () -> unread.add("the target " + text + " is not known"));
    }
  }

  private static void product(YamlMapping build, Map<String, Asked> targets, List<String> unread) {
    List<String> systems = build.entry("goos").isPresent() ? build.texts("goos") : SYSTEMS;
    List<String> processors = build.entry("goarch").isPresent() ? build.texts("goarch") : PROCESSORS;
    Position at = build.entry("goos").map(e -> e.key().at()).orElse(build.at());
    for (String system : systems) {
      for (String processor : processors) {
        if (isBuilt(system, processor) && !ignored(build, system, processor)) {
          add(system, processor, at, targets, unread);
        }
      }
    }
  }

  /// A pair with a word nobody knows is kept, to be told; a template such as `{{ .Env.OS }}` is one.
  private static boolean isBuilt(String system, String processor) {
    boolean known = POSSIBLE.stream().anyMatch(pair -> pair.startsWith(system + "_"))
        && POSSIBLE.stream().anyMatch(pair -> pair.endsWith("_" + processor));
    return !known || POSSIBLE.contains(system + "_" + processor);
  }

  /// An entry of `ignore` that names a variant such as `goarm` does not remove the pair as a whole.
  private static boolean ignored(YamlMapping build, String system, String processor) {
    return build.get("ignore").flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of()).stream()
        .flatMap(i -> i.mapping().stream())
        .filter(i -> i.entries().stream().allMatch(e -> e.name().equals("goos") || e.name().equals("goarch")))
        .anyMatch(i -> i.text("goos").map(system::equals).orElse(true) && i.text("goarch").map(processor::equals).orElse(true));
  }

  private static void add(String system, String processor, Position at, Map<String, Asked> targets, List<String> unread) {
    if (processor.equals("all")) {
      processor = "universal";
    }
    String pair = system + "-" + processor;
    Target.parse(pair).map(t -> Target.of(t.os(), t.arch())).ifPresentOrElse(
        t -> targets.putIfAbsent(t.triple(), new Asked(t, at)), () -> unread.add("the pair " + pair + " is not known"));
  }
}
