package dev.slipway.binary.name;

import dev.slipway.binary.name.SymbolName.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns symbols into names people know, and says where they belong.
///
/// Rust: v0 and legacy, as `rustfilt` prints them. C++: the qualified name of Itanium's scheme, without
/// parameters; names with expressions inside stay as they are. Go and C names are not mangled.
public final class Demangler {
  private static final Pattern LLVM = Pattern.compile("\\.llvm\\.[0-9A-F@]+$");
  private static final Pattern ANONYMOUS = Pattern.compile("(anon)\\.[0-9a-f]{32}(\\.\\d+)?|(\\.L?str|switch\\.table|alloc)[._][0-9a-f]+");
  private static final Pattern HASH = Pattern.compile("::h[0-9a-f]{16}\\b");
  private static final Pattern DISAMBIGUATOR = Pattern.compile("\\{(closure|shim)(:[^#}]*)?#\\d+\\}");
  /// What C compilers put behind the names of functions they split or copied.
  private static final Pattern CLONE = Pattern.compile("\\.(cold|part|isra|constprop|lto_priv|llvm|\\d+)(\\.|$)");
  /// What Go's compiler and linker make for a type: how it is compared and hashed, and which interfaces it has.
  private static final Pattern MADE_BY_GO = Pattern.compile("^(type:?\\.{1,2}(eq|hash)\\.|go[:.]itab\\.)\\**");
  private static final Set<String> STANDARD = Set.of("std", "core", "alloc", "proc_macro", "test");

  private Demangler() {}

  /// What `rustfilt` makes of a name; a name that is not Rust's comes back as it is.
  public static String rust(String mangled) {
    String text = withoutLlvm(mangled);
    Optional<RustLegacy.Parsed> legacy = RustLegacy.parse(text);
    if (legacy.isPresent() && suffixFits(text.substring(legacy.get().end()))) {
      return legacy.get().printed() + text.substring(legacy.get().end());
    }
    int dot = text.indexOf('.');
    String suffix = dot < 0 ? "" : text.substring(dot);
    return RustV0.demangle(dot < 0 ? text : text.substring(0, dot))
        .filter(_ -> suffixFits(suffix))
        .map(name -> name + suffix)
        .orElse(mangled);
  }

  /// Looking for the word first saves a pattern for nearly every name.
  private static String withoutLlvm(String symbol) {
    return symbol.contains(".llvm.") ? LLVM.matcher(symbol).replaceFirst("") : symbol;
  }

  private static boolean suffixFits(String suffix) {
    return suffix.isEmpty() || suffix.startsWith(".") && suffix.chars().allMatch(c -> c > 32 && c < 127);
  }

  /// Names a symbol.
  ///
  /// @param symbol     as the table has it; Mach-O's extra underscore may be there
  /// @param sourceFile the source file the table names for it; "" where none
  public static SymbolName name(String symbol, String sourceFile) {
    String text = withoutLlvm(symbol);
    Optional<RustLegacy.Parsed> legacy = text.contains("ZN") ? RustLegacy.parse(text) : Optional.empty();
    if (legacy.isPresent() && legacy.get().hashed()) {
      String printed = legacy.get().printed();
      return rustName(printed);
    }
    if (text.startsWith("_R") || text.startsWith("__R")) {
      int dot = text.indexOf('.');
      Optional<String> v0 = RustV0.demangle(dot < 0 ? text : text.substring(0, dot));
      if (v0.isPresent()) {
        return rustName(v0.get());
      }
    }
    if (text.startsWith("_Z") || text.startsWith("__Z")) {
      Optional<Itanium.Name> cpp = Itanium.demangle(text.startsWith("__Z") ? text.substring(1) : text);
      if (cpp.isPresent()) {
        return new SymbolName(cpp.get().text(), Language.CPP, cpp.get().namespace(), "");
      }
      return new SymbolName(text, Language.CPP, sourceFile.isEmpty() ? "[C++]" : file(sourceFile), "");
    }
    if (text.contains("::") && HASH.matcher(text).find()) {
      return rustName(HASH.matcher(text).replaceAll(""));
    }
    return new SymbolName(text, Language.C, sourceFile.isEmpty() ? "[C]" : file(sourceFile), "");
  }

  /// Names a Go function: the package is the path up to the first dot behind the last slash.
  public static SymbolName go(String function) {
    String generic = function.indexOf('[') > 0 ? function.substring(0, function.indexOf('[')) : function;
    int dot = generic.indexOf('.', generic.lastIndexOf('/') + 1);
    String group = dot > 0 ? generic.substring(0, dot) : "[Go]";
    return new SymbolName(function, Language.GO, group, "");
  }

  /// Names a symbol of a program that Go linked, in which C may be as well.
  ///
  /// @param sourceFile the source file the table names for it; "" where none
  public static SymbolName inGo(String symbol, String sourceFile) {
    if (symbol.startsWith("_Z") || symbol.startsWith("_R") || symbol.indexOf('.') <= 0 || CLONE.matcher(symbol).find()) {
      return name(symbol, sourceFile);
    }
    Matcher made = MADE_BY_GO.matcher(symbol);
    if (made.find()) {
      String of = symbol.substring(made.end());
      String group = of.indexOf('.') > 0 ? go(of).group() : "[Go]";
      return new SymbolName(symbol, Language.GO, group, "");
    }
    boolean runtimes = symbol.matches("(go|type)[.:].*");
    return runtimes ? new SymbolName(symbol, Language.GO, "[Go]", "") : go(symbol);
  }

  /// Names a function of a WebAssembly module that Go linked: its name section has `_` for what is no letter.
  public static SymbolName wasmOfGo(String name) {
    int dot = name.indexOf('.');
    return new SymbolName(name, Language.GO, dot > 0 ? name.substring(0, dot) : "[Go]", "");
  }

  /// Names a function of a WebAssembly module, whose name section may hold mangled or readable names.
  public static SymbolName wasm(String name) {
    if (!name.contains("::") || name.startsWith("_ZN") || name.startsWith("_R")) {
      SymbolName named = name(name, "");
      return named.language() == Language.C && name.contains(".") && name.contains("/") ? go(name) : named;
    }
    return rustName(HASH.matcher(name).replaceAll(""));
  }

  /// What stays the same from build to build: the name without hashes and without the numbers of closures,
  /// anonymous constants and clones.
  public static String comparable(SymbolName name) {
    return comparable(name.text());
  }

  /// The same for a name that is readable already.
  public static String comparable(String readable) {
    String text = readable.indexOf('#') < 0 ? readable : DISAMBIGUATOR.matcher(readable).replaceAll("{$1}");
    if (text.indexOf('.') < 0 && text.indexOf('_') < 0) {
      return text;
    }
    return ANONYMOUS.matcher(text).replaceAll("$1$3");
  }

  /// Whether a crate belongs to the Rust distribution.
  public static boolean standard(String crate) {
    return STANDARD.contains(crate);
  }

  private static SymbolName rustName(String text) {
    String path = RustPath.root(text);
    List<String> parts = RustPath.parts(path);
    String crate = parts.isEmpty() || parts.getFirst().isEmpty() ? "[Rust]" : parts.getFirst();
    String module = parts.size() > 2 ? parts.get(1) : "";
    return new SymbolName(text, Language.RUST, crate, module);
  }

  private static String file(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
