package dev.slipway.binary.name;

/// The basic types of Rust's v0 names.
final class RustBasicTypes {
  private RustBasicTypes() {}

  /// "" where the letter is none of them.
  static String of(char tag) {
    return switch (tag) {
      case 'b' -> "bool";
      case 'c' -> "char";
      case 'e' -> "str";
      case 'u' -> "()";
      case 'a' -> "i8";
      case 's' -> "i16";
      case 'l' -> "i32";
      case 'x' -> "i64";
      case 'n' -> "i128";
      case 'i' -> "isize";
      case 'h' -> "u8";
      case 't' -> "u16";
      case 'm' -> "u32";
      case 'y' -> "u64";
      case 'o' -> "u128";
      case 'j' -> "usize";
      case 'f' -> "f32";
      case 'd' -> "f64";
      case 'z' -> "!";
      case 'p' -> "_";
      case 'v' -> "...";
      default -> "";
    };
  }
}
