package dev.slipway.verify.sigstore;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One element of DER (X.690), read strictly: definite and short lengths, nothing after the end.
/// Every mistake is a [Malformed].
record Der(byte[] bytes, int tag, int start, int header, int length) {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int UTF8 = 0x0C;
  static final int TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int CONTEXT_0 = 0xA0;
  static final int CONTEXT_3 = 0xA3;

  /// The bytes are not what they should be.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static Der parse(byte[] bytes) {
    Der der = read(bytes, 0, bytes.length);
    if (der.header + der.length != bytes.length) {
      throw new Malformed("something follows its end");
    }
    return der;
  }

  private static Der read(byte[] b, int at, int end) {
    if (at + 2 > end) {
      throw new Malformed("it is cut off");
    }
    int tag = b[at] & 0xFF;
    int length = b[at + 1] & 0xFF;
    int header = 2;
    if ((tag & 0x1F) == 0x1F || length == 0x80) {
      throw new Malformed("it is no DER");
    }
    if (length > 0x80) {
      int n = length & 0x7F;
      if (n > 4 || at + 2 + n > end) {
        throw new Malformed("its length is too long");
      }
      long value = 0;
      for (int i = 0; i < n; i++) {
        value = value << 8 | (b[at + 2 + i] & 0xFF);
      }
      if (value > Integer.MAX_VALUE || value < 0x80 || (n > 1 && b[at + 2] == 0)) {
        throw new Malformed("its length is not DER");
      }
      length = (int) value;
      header = 2 + n;
    }
    if ((long) at + header + length > end) {
      throw new Malformed("it is cut off");
    }
    return new Der(b, tag, at, header, length);
  }

  List<Der> children() {
    List<Der> children = new ArrayList<>();
    int at = start + header;
    int end = at + length;
    while (at < end) {
      Der child = read(bytes, at, end);
      children.add(child);
      at += child.header + child.length;
    }
    return children;
  }

  /// A child that must be there.
  Der child(int index) {
    List<Der> children = children();
    if (index >= children.size()) {
      throw new Malformed("a part is missing");
    }
    return children.get(index);
  }

  byte[] value() {
    return Arrays.copyOfRange(bytes, start + header, start + header + length);
  }

  byte[] encoded() {
    return Arrays.copyOfRange(bytes, start, start + header + length);
  }

  Der is(int expected) {
    if (tag != expected) {
      throw new Malformed("a part is of another kind");
    }
    return this;
  }

  BigInteger integer() {
    is(INTEGER);
    if (length == 0) {
      throw new Malformed("a number is empty");
    }
    return new BigInteger(value());
  }

  String oid() {
    is(OID);
    StringBuilder text = new StringBuilder();
    long part = 0;
    for (byte b : value()) {
      if (part > 1L << 40) {
        throw new Malformed("an identifier is too long");
      }
      part = part << 7 | (b & 0x7F);
      if (b >= 0) {
        if (text.isEmpty()) {
          int first = part < 40 ? 0 : part < 80 ? 1 : 2;
          text.append(first).append('.').append(part - 40L * first);
        } else {
          text.append('.').append(part);
        }
        part = 0;
      }
    }
    return text.toString();
  }

  /// An element made of parts.
  static byte[] wrap(int tag, byte[]... parts) {
    int n = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (n < 0x80) {
      out.write(n);
    } else {
      int bytes = n < 0x100 ? 1 : n < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(n >> 8 * i);
      }
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
