package dev.slipway.binary;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file mapped into memory and held open while its bytes are looked at.
public final class OpenBinary implements AutoCloseable {
  private final Arena arena;
  private final Image image;

  private OpenBinary(Arena arena, Image image) {
    this.arena = arena;
    this.image = image;
  }

  /// Opens a file; nothing of it is copied to the heap.
  ///
  /// @throws FormatException when it is no ELF, Mach-O, PE or WebAssembly file, or is damaged
  /// @throws Problem         when it cannot be opened
  public static OpenBinary open(Path path) throws FormatException, Problem {
    String name = String.valueOf(path.getFileName());
    Arena arena = Arena.ofShared();
    try {
      Bytes bytes = Bytes.of(name, map(path, arena));
      return new OpenBinary(arena, image(bytes));
    } catch (FormatException | Problem | RuntimeException e) {
      arena.close();
      throw e;
    } catch (InternalError e) {
      arena.close();
      throw new FormatException(name, "file", 0, "it changed while it was being read");
    }
  }

  private static MemorySegment map(Path path, Arena arena) throws Problem {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be read: %s. Nothing was changed; choose a file that can be read."
              .formatted(path, WholeFile.reason(e)),
          e);
    }
  }

  /// Reads bytes that are in memory already, such as a member of an archive.
  ///
  /// @param name what to call them in messages
  public static Image of(String name, MemorySegment segment) throws FormatException {
    return image(Bytes.of(name, segment));
  }

  private static Image image(Bytes bytes) throws FormatException {
    return recognize(bytes)
        .orElseThrow(() -> bytes.bad(0, "it is neither ELF nor Mach-O nor PE nor WebAssembly"));
  }

  private static Optional<Image> recognize(Bytes bytes) throws FormatException {
    Magic magic = Magic.of(bytes);
    if (ElfImage.looksLike(magic)) {
      return Optional.of(new ElfImage(bytes));
    }
    if (WasmComponent.looksLike(magic)) {
      return Optional.of(new WasmComponent(bytes, 0));
    }
    if (WasmModule.looksLike(magic)) {
      return Optional.of(new WasmModule(bytes));
    }
    if (UniversalImage.looksLike(magic)) {
      return Optional.of(new UniversalImage(bytes));
    }
    if (MachoImage.looksLike(magic)) {
      return Optional.of(new MachoImage(bytes));
    }
    return PeImage.looksLike(bytes) ? Optional.of(new PeImage(bytes)) : Optional.empty();
  }

  /// What the file holds; usable until [#close].
  public Image image() {
    return image;
  }

  @Override
  public void close() {
    arena.close();
  }
}
