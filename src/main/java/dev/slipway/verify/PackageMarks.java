package dev.slipway.verify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The marks of packages and programs that are recognised by a few bytes, and not looked into.
///
/// @param any one of these must be there
/// @param all and where it is such a file, these as well
record PackageMarks(List<Mark> any, List<Mark> all) {

  /// Bytes at a place.
  ///
  /// @param at counted from the beginning; from the end where it is negative
  record Mark(long at, byte[] bytes) {}

  private static final Map<String, PackageMarks> KINDS =
      Map.ofEntries(
          Map.entry(".7z", begins("377abcaf271c")),
          Map.entry(".deb", begins("213c617263683e0a")),
          Map.entry(".rpm", begins("edabeedb")),
          Map.entry(".msi", begins("d0cf11e0a1b11ae1")),
          Map.entry(".cab", begins("4d534346")),
          Map.entry(".rar", begins("526172211a07")),
          Map.entry(".exe", begins("4d5a")),
          Map.entry(".dll", begins("4d5a")),
          Map.entry(".wasm", begins("0061736d")),
          Map.entry(".dylib", begins("cffaedfe", "cefaedfe", "feedfacf", "feedface", "cafebabe", "cafebabf")),
          Map.entry(".snap", begins("68737173")),
          Map.entry(".lz", begins("4c5a4950")),
          Map.entry(".lz4", begins("04224d18", "02214c18")),
          // Android's are zip files, Alpine's gzip streams or its own format.
          Map.entry(".apk", begins("504b0304", "1f8b08", "414442")),
          // Apple's; FreeBSD's in each of its compressions; consoles'.
          Map.entry(".pkg", begins("78617221", "28b52ffd", "fd377a585a00", "1f8b08", "425a68", "7f504b47")),
          // What the runtimes of type 1 and 2 have in their ELF header.
          Map.entry(".appimage", new PackageMarks(List.of(mark(0, "7f454c46")), List.of(mark(8, "4149")))),
          Map.entry(".iso", new PackageMarks(List.of(text(0x8001, "CD001"), text(0x8001, "BEA01")), List.of())),
          // A trailer, or a disk as it is: HFS+, a partition table, ISO 9660, or encrypted.
          Map.entry(".dmg",
              new PackageMarks(
                  List.of(
                      text(-512, "koly"), text(1024, "H+"), text(1024, "HX"), text(0, "ER"), text(512, "EFI PART"),
                      text(0x8001, "CD001"), text(0, "encrcdsa"), text(-8, "cdsaencr"), text(32, "NXSB")),
                  List.of())));

  /// The marks a file of this name must have, in lower case; empty where its name promises none of these.
  static Optional<PackageMarks> ofName(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.ofNullable(KINDS.get(name.substring(dot)));
  }

  private static PackageMarks begins(String... hex) {
    return new PackageMarks(java.util.Arrays.stream(hex).map(one -> mark(0, one)).toList(), List.of());
  }

  private static Mark mark(long at, String hex) {
    return new Mark(at, HexFormat.of().parseHex(hex));
  }

  private static Mark text(long at, String text) {
    return new Mark(at, text.getBytes(StandardCharsets.US_ASCII));
  }
}
