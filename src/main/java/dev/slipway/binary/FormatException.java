package dev.slipway.binary;

/// A file is not what it claims to be, or breaks off: the only thing these readers throw.
public final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String part;
  private final long offset;

  /// @param file   the file, as the caller named it
  /// @param part   the part of it that was being read, such as "section header table"
  /// @param offset where in the file, in bytes from its start
  /// @param what   what is wrong there, as a clause
  public FormatException(String file, String part, long offset, String what) {
    super("%s: the %s at offset %d cannot be read: %s.".formatted(file, part, offset, what));
    this.file = file;
    this.part = part;
    this.offset = offset;
  }

  public String file() {
    return file;
  }

  public String part() {
    return part;
  }

  public long offset() {
    return offset;
  }
}
