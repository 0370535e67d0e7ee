package dev.slipway.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The records of a PAX extended header (POSIX pax, "pax Extended Header").
record PaxRecords(Map<String, byte[]> values) {
  private static final Set<String> OF_ONE_MEMBER = Set.of("path", "linkpath", "size", "hdrcharset", "SCHILY.realsize", "SCHILY.filetype");
  private static final String NUMBER = "-?\\d{1,20}(\\.\\d{0,40})?";

  static PaxRecords none() {
    return new PaxRecords(Map.of());
  }

  static PaxRecords of(byte[] data, Findings findings) throws Broken {
    Map<String, byte[]> values = new HashMap<>();
    StringBuilder sparse = new StringBuilder();
    int at = 0;
    while (at < data.length && data[at] != 0) {
      int blank = at;
      int length = 0;
      while (blank < data.length && data[blank] >= '0' && data[blank] <= '9' && blank - at < 8) {
        length = length * 10 + data[blank++] - '0';
      }
      int end = at + length;
      if (blank == at || blank >= data.length || data[blank] != ' ' || end > data.length || end <= blank + 1 || data[end - 1] != '\n') {
        throw malformed();
      }
      int equals = blank + 1;
      while (equals < end && data[equals] != '=') {
        equals++;
      }
      if (equals >= end || equals == blank + 1) {
        throw malformed();
      }
      String key = new String(data, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
      byte[] value = java.util.Arrays.copyOfRange(data, equals + 1, end - 1);
      if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
        sparse.append(sparse.isEmpty() ? "" : ",").append(new String(value, StandardCharsets.ISO_8859_1));
      }
      byte[] before = values.put(key, value);
      // The sparse maps of GNU's oldest form are one key many times over.
      if (before != null && !key.startsWith("GNU.sparse.") && !java.util.Arrays.equals(before, value)) {
        findings.error("two-names", "An extended header in it gives two values for %s; unpackers disagree on which counts.".formatted(Findings.shown(key)));
      }
      at = end;
    }
    for (int i = at; i < data.length; i++) {
      if (data[i] != 0) {
        findings.error("two-names", "An extended header in it goes on behind its end, where some unpackers read on.");
        break;
      }
    }
    if (!sparse.isEmpty()) {
      values.putIfAbsent("GNU.sparse.map", sparse.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    return new PaxRecords(values);
  }

  private static Broken malformed() {
    return new Broken("pax-malformed", "An extended header in it cannot be read. It was not read on.");
  }

  Optional<String> text(String key, Findings findings) {
    return Optional.ofNullable(values.get(key)).map(raw -> TarHeader.decode(raw, findings));
  }

  /// Whether they say that the member has holes: anything of it but the name alone.
  boolean saysHoles() {
    return values.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse.") && !key.equals("GNU.sparse.name"));
  }

  /// Where the bytes of a file with holes belong: GNU's form 0.1, and 0.0 in the form of that.
  String sparseMap() {
    return new String(values.getOrDefault("GNU.sparse.map", new byte[0]), StandardCharsets.ISO_8859_1);
  }

  /// A whole number; a value that is none is malformed.
  Optional<Long> number(String key) throws Broken {
    byte[] raw = values.get(key);
    if (raw == null) {
      return Optional.empty();
    }
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    if (text.startsWith("-")) {
      throw new Broken("negative-size", "An extended header in it has a negative %s. It was not read on.".formatted(key));
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  /// Times and ids that make some readers spend minutes or fail: exponents, a hundred thousand digits.
  void judgeNumbers(Findings findings) {
    for (String key : new String[] {"mtime", "atime", "ctime", "uid", "gid"}) {
      byte[] raw = values.get(key);
      if (raw != null && (raw.length > 64 || !new String(raw, StandardCharsets.ISO_8859_1).matches(NUMBER))) {
        findings.warning("pax-number", "An extended header in it has a %s that is no sensible number.".formatted(key));
      }
    }
  }

  /// What a global header must not say: it would rename or resize every member that follows.
  void judgeGlobal(Findings findings) {
    for (String key : values.keySet()) {
      if (OF_ONE_MEMBER.contains(key) || key.startsWith("GNU.")) {
        findings.error("pax-global", "A global header in it sets the %s of every member; unpackers disagree on it.".formatted(key));
      }
    }
  }
}
