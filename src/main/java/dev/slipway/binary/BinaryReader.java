package dev.slipway.binary;

import dev.slipway.fact.Problem;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Says what an executable, a library or a WebAssembly file is.
public final class BinaryReader {
  private BinaryReader() {}

  /// Reads a file, and walks through its bytes for the traces that text in it leaves.
  ///
  /// @throws FormatException when it is no ELF, Mach-O, PE or WebAssembly file, or is damaged
  /// @throws Problem         when it cannot be opened
  public static BinaryFile read(Path path) throws FormatException, Problem {
    try (OpenBinary open = OpenBinary.open(path)) {
      return described(open.image());
    } catch (InternalError e) {
      throw new FormatException(
          String.valueOf(path.getFileName()), "file", 0, "it changed while it was being read");
    }
  }

  /// Reads bytes that are in memory, such as a member of an archive.
  ///
  /// @param name what to call them in messages
  public static BinaryFile read(String name, MemorySegment segment) throws FormatException {
    return described(OpenBinary.of(name, segment));
  }

  /// Whether bytes begin like a file these readers know; at least 8 bytes are needed to tell.
  ///
  /// A Windows executable is taken at its first two letters here, so its reading may still fail.
  public static boolean looksLikeBinary(byte[] start) {
    if (start.length < 8) {
      return false;
    }
    Magic magic = Magic.of(start);
    return ElfImage.looksLike(magic)
        || WasmModule.looksLike(magic)
        || UniversalImage.looksLike(magic)
        || MachoImage.looksLike(magic)
        || magic.isDos();
  }

  private static BinaryFile described(Image image) throws FormatException {
    return image.file().with(TextTraces.find(image.bytes()));
  }
}
