package dev.slipway.binary;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// The notes of an ELF file: who signed what kind, and the build ids.
record ElfNotes(Optional<String> buildId, Optional<String> goBuildId, Set<String> owners) {

  private static final int LONGEST_ID = 256;

  static ElfNotes read(ElfImage image) throws FormatException {
    String[] ids = {"", ""};
    Set<String> owners = new HashSet<>();
    for (ElfImage.Segment segment : image.segments()) {
      if (segment.type() == ElfImage.PT_NOTE && segment.fileSize() > 0) {
        read(image.bytes().slice(segment.offset(), segment.fileSize(), "note segment"), ids, owners);
      }
    }
    for (ElfImage.Header header : image.headers()) {
      if (header.type() == ElfImage.SHT_NOTE) {
        read(image.contents(header, "note section"), ids, owners);
      }
    }
    return new ElfNotes(
        ids[0].isEmpty() ? Optional.empty() : Optional.of(ids[0]),
        ids[1].isEmpty() ? Optional.empty() : Optional.of(ids[1]),
        Set.copyOf(owners));
  }

  private static void read(Bytes notes, String[] ids, Set<String> owners) throws FormatException {
    long at = 0;
    for (int seen = 0; at + 12 <= notes.size() && seen < 1000; seen++) {
      long nameSize = notes.u32(at);
      long size = notes.u32(at + 4);
      int type = notes.i32(at + 8);
      long name = at + 12;
      long content = name + padded(nameSize);
      long next = content + padded(size);
      if (content > notes.size() || size > notes.size() - content) {
        return; // padding of 8 in some segments; what was read so far stands
      }
      String owner = notes.text(name, Math.min(nameSize, 32));
      owners.add(owner);
      if (owner.equals("GNU") && type == 3 && size <= LONGEST_ID) {
        byte[] id = new byte[(int) size];
        notes.copy(content, id, 0, id.length);
        ids[0] = HexFormat.of().formatHex(id);
      } else if (owner.equals("Go") && type == 4 && size <= LONGEST_ID) {
        ids[1] = notes.text(content, size);
      }
      at = next;
    }
  }

  private static long padded(long size) {
    return (size + 3) & ~3L;
  }
}
