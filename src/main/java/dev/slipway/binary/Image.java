package dev.slipway.binary;

import java.util.List;

/// A file held open: its description, and everything needed to say what its bytes are for.
public sealed interface Image permits NativeImage, UniversalImage, WasmModule, WasmComponent {

  /// All its bytes, from its own start; a slice of a universal file starts at 0 too.
  Bytes bytes();

  /// What it is. Without the traces that only a walk through all bytes finds.
  BinaryFile file();

  List<Section> sections();

  /// What the format says lies where.
  List<Part> parts();
}
