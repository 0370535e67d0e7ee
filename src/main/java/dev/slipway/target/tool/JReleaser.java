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

/// `jreleaser.yml`: the `platform` of every artifact of every distribution.
///
/// @see <a href="https://jreleaser.org/guide/latest/reference/distributions.html">JReleaser's documentation</a>
final class JReleaser {
  private JReleaser() {}

  static ToolTargets read(byte[] bytes, String file) {
    YamlFile yaml = YamlReader.read(bytes, file);
    List<String> unread = new ArrayList<>();
    yaml.findings().forEach(f -> unread.add(f.message()));
    Map<String, Asked> targets = new LinkedHashMap<>();
    yaml.root().flatMap(YamlNode::mapping).flatMap(r -> r.mapping("distributions"))
        .map(YamlMapping::entries).orElse(List.of()).stream()
        .flatMap(d -> d.value().mapping().stream())
        .flatMap(d -> d.get("artifacts").flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of()).stream())
        .flatMap(a -> a.mapping().stream())
        .flatMap(a -> a.entry("platform").stream())
        .forEach(p -> p.value().text().ifPresent(text -> platform(text, p, targets, unread)));
    return new ToolTargets("JReleaser", file, List.copyOf(targets.values()), List.copyOf(unread));
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
