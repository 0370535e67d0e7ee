package dev.slipway.binary;

import java.util.ArrayList;
import java.util.List;

/// What all formats have while they are read and after: bytes in their order, sections, and parts that claim bytes.
abstract sealed class PartedFile
    permits ElfImage, MachoImage, PeImage, UniversalImage, WasmComponent, WasmModule {
  final Bytes bytes;
  final List<Section> sections = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();

  PartedFile(Bytes bytes) {
    this.bytes = bytes;
  }

  public final Bytes bytes() {
    return bytes;
  }

  public final List<Section> sections() {
    return sections;
  }

  public final List<Part> parts() {
    return parts;
  }
}
