package dev.slipway.binary.name;

import java.util.Optional;

/// The types that Itanium's scheme writes with a letter or two (Itanium C++ ABI, 5.1.5.2 Builtin types).
final class ItaniumBuiltins {
  private ItaniumBuiltins() {}

  /// A type of one letter.
  static String plain(char c) {
    return switch (c) {
      case 'v' -> "void";
      case 'b' -> "bool";
      case 'c' -> "char";
      case 'i' -> "int";
      case 'j' -> "unsigned int";
      case 'l' -> "long";
      case 'm' -> "unsigned long";
      case 'd' -> "double";
      case 'f' -> "float";
      case 'a' -> "signed char";
      case 'h' -> "unsigned char";
      case 's' -> "short";
      case 't' -> "unsigned short";
      case 'x' -> "long long";
      case 'y' -> "unsigned long long";
      case 'n' -> "__int128";
      case 'o' -> "unsigned __int128";
      case 'e' -> "long double";
      case 'g' -> "__float128";
      case 'w' -> "wchar_t";
      case 'z' -> "...";
      default -> String.valueOf(c);
    };
  }

  /// A type of a `D` and a letter; empty where it is not one of them.
  static Optional<String> extended(char c) {
    return switch (c) {
      case 'n' -> Optional.of("std::nullptr_t");
      case 'a' -> Optional.of("auto");
      case 'c' -> Optional.of("decltype(auto)");
      case 'i' -> Optional.of("char32_t");
      case 's' -> Optional.of("char16_t");
      case 'u' -> Optional.of("char8_t");
      case 'd' -> Optional.of("decimal64");
      case 'e' -> Optional.of("decimal128");
      case 'f' -> Optional.of("decimal32");
      case 'h' -> Optional.of("half");
      default -> Optional.empty();
    };
  }
}
