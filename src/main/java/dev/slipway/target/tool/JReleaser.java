package dev.slipway.target.tool;

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
import java.util.stream.Stream;

/// `jreleaser.yml`: the `platform` of every artifact of every distribution, and of everything that an active assembler
/// makes an image or archive for.
///
/// @see <a href="https://jreleaser.org/guide/latest/reference/distributions.html">JReleaser's documentation</a>
final class JReleaser {
  /// Where assemblers say for which platforms: native images, runtime images, installers, archives.
  private static final List<String> PER_PLATFORM = List.of("graalJdks", "targetJdks", "runtimeImages", "fileSets");

  private JReleaser() {}

  static ToolTargets read(byte[] bytes, String file) {
    YamlFile yaml = YamlReader.read(bytes, file);
    List<String> unread = new ArrayList<>();
    yaml.findings().forEach(f -> unread.add(f.message()));
    Map<String, Asked> targets = new LinkedHashMap<>();
    Optional<YamlMapping> root = yaml.root().flatMap(YamlNode::mapping);
    Stream<YamlMapping> distributions = named(root.flatMap(r -> r.mapping("distributions"))).flatMap(d -> items(d, "artifacts"));
    Stream<YamlMapping> assembled = named(root.flatMap(r -> r.mapping("assemble")))
        .flatMap(kind -> named(Optional.of(kind)))
        .filter(JReleaser::isActive)
        .flatMap(assembler -> Stream.concat(
            PER_PLATFORM.stream().flatMap(key -> items(assembler, key)),
            assembler.mapping("matrix").stream().flatMap(matrix -> items(matrix, "rows"))));
    Stream.concat(distributions, assembled)
        .flatMap(place -> place.entry("platform").stream())
        .forEach(p -> p.value().text().filter(text -> !text.contains("{{")).ifPresent(text -> platform(text, p, targets, unread)));
    return new ToolTargets("JReleaser", file, List.copyOf(targets.values()), List.copyOf(unread));
  }

  private static Stream<YamlMapping> named(Optional<YamlMapping> mapping) {
    return mapping.map(YamlMapping::entries).orElse(List.of()).stream().flatMap(entry -> entry.value().mapping().stream());
  }

  private static Stream<YamlMapping> items(YamlMapping of, String key) {
    return of.get(key).flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of()).stream().flatMap(item -> item.mapping().stream());
  }

  /// An assembler that does not say so is none.
  private static boolean isActive(YamlMapping assembler) {
    return assembler.text("active").filter(active -> !active.equalsIgnoreCase("NEVER")).isPresent();
  }

  /// JReleaser writes `linux-x86_64`, `osx-aarch_64`, `linux_musl-x86_64`.
  private static void platform(String text, YamlMapping.Entry at, Map<String, Asked> targets, List<String> unread) {
    String plain = text.replace("aarch_64", "aarch64").replace("x86_64", "x64").replace("x86_32", "x86").replace("arm_32", "arm");
    boolean musl = plain.contains("linux_musl");
    Target.parse(plain.replace("linux_musl", "linux"))
        .map(t -> musl ? Target.of(t.os(), t.arch(), Target.Environment.MUSL) : Target.of(t.os(), t.arch()))
        .ifPresentOrElse(t -> targets.putIfAbsent(t.triple(), new Asked(t, at.value().at())), () -> unread.add("the platform " + text + " is not known"));
  }
}
