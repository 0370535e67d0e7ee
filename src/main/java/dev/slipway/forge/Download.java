package dev.slipway.forge;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Bytes on their way from the host.
///
/// @param offset      the position of the first byte within the whole
/// @param total       the size of the whole in bytes, or -1 when the host does not say
/// @param contentType the media type the host gives; a raw artifact is not `application/zip`
/// @param fileName    the file name the host suggests; foreign text, never a path to write to
/// @param bytes       the bytes from `offset` on; a read that fails, or brings nothing
///                    for too long, throws a [ForgeException]
public record Download(
    long offset, long total, String contentType, Optional<String> fileName, InputStream bytes)
    implements Closeable {

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
