package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.Format;
import java.util.Locale;
import java.util.Optional;

/// Everything that is known of a binary, as JSON.
final class BinaryDocument {
  private static final int MOST_VERSIONS = 200;

  private BinaryDocument() {}

  static void describe(ObjectNode node, BinaryFile file) {
    node.put("size", file.size());
    node.put("arch", file.arch().word());
    node.put("os", file.os().word());
    node.put("abi", file.abi().word());
    node.put("kind", file.kind().word());
    node.put("linkage", file.linkage().word());
    node.put("stripped", file.stripped());
    node.put("symbols", file.strip().word());
    node.set("libraries", Json.strings(file.libraries()));
    switch (file.format()) {
      case Format.Elf elf -> {
        put(node, "glibc", elf.glibc());
        put(node, "soname", elf.soname());
        put(node, "runpath", elf.runpath());
        put(node, "buildId", elf.buildId());
        put(node, "debugLink", elf.debugLink());
      }
      case Format.MachO macho -> {
        put(node, "minimumOs", macho.minimumOs());
        put(node, "sdk", macho.sdk());
        put(node, "uuid", macho.uuid());
        node.put("signature", word(macho.signing()));
      }
      case Format.Universal _ -> {}
      case Format.Pe pe -> {
        node.put("subsystem", pe.subsystem());
        put(node, "minimumOs", pe.minimumOs());
        put(node, "pdb", pe.pdb());
        node.put("signature", word(pe.signing()));
      }
      case Format.Wasm wasm -> {
        node.set("imports", Json.strings(wasm.imports()));
        node.set("exports", Json.strings(wasm.exports()));
      }
    }
    put(node, "rustc", file.traces().rustc());
    put(node, "go", file.traces().go());
    node.set("compilers", Json.strings(file.traces().compilers()));
    node.set("versions", Json.strings(
        file.traces().versions().stream().map(v -> (v.before() + " " + v.version()).strip()).distinct().limit(MOST_VERSIONS).toList()));
    node.set("crates", Json.strings(file.traces().crates().stream().map(c -> c.name() + " " + c.version()).toList()));
    if (!file.slices().isEmpty()) {
      node.set("slices", Json.array(file.slices(), slice -> {
        ObjectNode inner = Json.object();
        describe(inner, slice);
        return inner;
      }));
    }
  }

  private static String word(Format.Signing signing) {
    return signing.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void put(ObjectNode node, String key, Optional<String> value) {
    value.ifPresent(text -> node.put(key, text));
  }
}
