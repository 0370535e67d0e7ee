package dev.slipway.binary.name;

import java.util.Optional;

/// Decodes identifiers outside ASCII (RFC 3492, with the digits of v0 names: `a`–`z` then `0`–`9`).
final class Punycode {
  private static final int LONGEST = 128;

  private Punycode() {}

  static Optional<String> decode(String ascii, String coded) {
    int[] out = new int[LONGEST];
    int length = 0;
    if (ascii.length() > LONGEST) {
      return Optional.empty();
    }
    for (char c : ascii.toCharArray()) {
      out[length++] = c;
    }
    long n = 0x80;
    long i = 0;
    long bias = 72;
    long damp = 700;
    int at = 0;
    while (at < coded.length()) {
      long delta = 0;
      long weight = 1;
      for (long k = 36; ; k += 36) {
        if (at >= coded.length()) {
          return Optional.empty();
        }
        char c = coded.charAt(at++);
        long digit = c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1;
        if (digit < 0 || weight > Integer.MAX_VALUE) {
          return Optional.empty();
        }
        delta += digit * weight;
        long threshold = Math.clamp(k - bias, 1, 26);
        if (digit < threshold) {
          break;
        }
        weight *= 36 - threshold;
      }
      i += delta;
      if (length >= LONGEST) {
        return Optional.empty();
      }
      n += i / (length + 1);
      i %= length + 1;
      if (n > 0x10ffff) {
        return Optional.empty();
      }
      System.arraycopy(out, (int) i, out, (int) i + 1, length - (int) i);
      out[(int) i++] = (int) n;
      length++;
      delta /= damp;
      damp = 2;
      delta += delta / length;
      long k = 0;
      while (delta > 35 * 26 / 2) {
        delta /= 35;
        k += 36;
      }
      bias = k + 36 * delta / (delta + 38);
    }
    return Optional.of(new String(out, 0, length));
  }
}
