package dev.slipway.size;

import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.OpenBinary;
import dev.slipway.binary.Section;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tree of any artifact, and the trees of the binaries within an archive.
public final class ArtifactTree {
  /// What an artifact is made of.
  ///
  /// @param tree   the file itself; of an archive: its members in bytes of the archive
  /// @param inside  the binaries within an archive, unpacked, by member name
  /// @param members every member of an archive
  /// @param image   the container image an archive is; empty of others
  public record Trees(
      SizeTree tree, Map<String, Binary> inside, List<Member> members, java.util.Optional<ImageFile> image) {
    public Trees {
      inside = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inside));
    }

    /// The tree worth looking at: of a file itself, or of the largest binary an archive carries.
    public SizeTree main() {
      return largest().map(Binary::tree).orElse(tree);
    }

    /// What is largest in the tree worth looking at, largest first.
    public List<TopEntry> top(TopList.By by, int most) {
      if (by != TopList.By.RETAINED) {
        return TopList.of(main(), by, most);
      }
      return largest().flatMap(Binary::retained).stream()
          .flatMap(kept -> kept.items().stream())
          .limit(most)
          .map(item -> TopList.retained(item, main().size()))
          .toList();
    }

    /// The largest binary, of an archive.
    public java.util.Optional<Binary> largest() {
      return inside.values().stream().max(java.util.Comparator.comparingLong(b -> b.tree().size()));
    }
  }

  /// A binary taken apart.
  ///
  /// @param kind     native or WebAssembly
  /// @param sections as its format lists them
  /// @param retained what functions of WebAssembly retain; empty for others, and where its code could not be followed
  public record Binary(
      SizeTree tree, Budget.Kind kind, List<Section> sections, java.util.Optional<Retained> retained) {}

  /// What the functions and segments of a WebAssembly file retain.
  ///
  /// @param items the most first
  public record Retained(List<RetainedSizes.Item> items) {
    /// More are not kept.
    static final int MOST = 10_000;

    public Retained {
      items = List.copyOf(items);
    }
  }

  /// A member of an archive.
  ///
  /// @param size   unpacked
  /// @param stored the bytes of the archive it takes
  public record Member(String name, long size, long stored) {}

  private ArtifactTree() {}

  /// What a file and the binaries in it could do without, by their names.
  ///
  /// @throws Problem when it cannot be read, or is damaged
  public static Map<String, List<Saving>> savings(Path file, Progress progress) throws Problem, Cancelled {
    Map<String, List<Saving>> all = new LinkedHashMap<>();
    try {
      Packing packing = Packing.of(file);
      Binaries.in(
          file, packing, progress,
          (name, binary) -> {
            try (OpenBinary open = OpenBinary.open(binary)) {
              all.put(
                  name,
                  Savings.of(open.image(), BinaryTree.of(name, open.image()), BinaryReader.read(binary).traces()));
            } catch (FormatException e) {
              throw Problem.outOfReach(e.getMessage() + " Its bytes were not taken apart.", e);
            }
          });
      List<Saving> own = packing.archive() ? StoredMembers.savings(file, packing, progress) : List.of();
      if (!own.isEmpty()) {
        all.put(String.valueOf(file.getFileName()), own);
      }
      return all;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// A binary's sections and what is largest in it, without the whole tree.
  ///
  /// @param outline its first level
  public record Quick(SizeTree outline, List<Section> sections, List<TopEntry> top) {}

  /// Looks at a file that is a binary itself; empty for archives and other files.
  ///
  /// @throws Problem when it cannot be read, or is damaged
  public static java.util.Optional<Quick> quick(Path file, TopList.By by, int most) throws Problem {
    try {
      Packing packing = Packing.of(file);
      if (!packing.binary()) {
        return java.util.Optional.empty();
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    try (OpenBinary open = OpenBinary.open(file)) {
      return java.util.Optional.of(
          new Quick(
              BinaryTree.outline(String.valueOf(file.getFileName()), open.image()), open.image().sections(),
              TopList.of(open.image(), by, most)));
    } catch (FormatException e) {
      throw Problem.outOfReach(e.getMessage() + " Its bytes were not taken apart.", e);
    }
  }

  /// Measures files, several at once.
  ///
  /// @return their trees in the same order; a file that cannot be read has its problem in place of them
  public static List<Measured> all(List<Path> files, Progress progress) throws Cancelled {
    return Together.each(
        files, progress,
        file -> {
          try {
            return new Measured(java.util.Optional.of(of(file, progress)), java.util.Optional.empty());
          } catch (Problem problem) {
            return new Measured(java.util.Optional.empty(), java.util.Optional.of(problem));
          }
        });
  }

  /// One of several files.
  public record Measured(java.util.Optional<Trees> trees, java.util.Optional<Problem> problem) {}

  /// Measures a file of any kind; what is neither binary nor archive is one leaf.
  ///
  /// @throws Problem when it cannot be read, or is damaged
  public static Trees of(Path file, Progress progress) throws Problem, Cancelled {
    String name = String.valueOf(file.getFileName());
    try {
      Packing packing = Packing.of(file);
      long size = Files.size(file);
      if (packing.archive()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          return archive(file, channel, name, size, packing, progress);
        }
      }
      if (packing.binary()) {
        Binary binary = binary(file, name);
        return new Trees(binary.tree(), Map.of(name, binary), List.of(), java.util.Optional.empty());
      }
      return new Trees(
          SizeTree.leaf(name, SizeTree.Kind.FILE, size, Provenance.FILE), Map.of(), List.of(), java.util.Optional.empty());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// What an archive is made of, and its digest.
  ///
  /// @param digest SHA-256 of its bytes, taken as they went by to be unpacked
  public record Hashed(Trees trees, Digest digest) {}

  /// Measures an archive and hashes it in one pass; empty for other files.
  ///
  /// @throws Problem when it cannot be read, or is damaged
  public static java.util.Optional<Hashed> hashed(Path file, Progress progress) throws Problem, Cancelled {
    try {
      Packing packing = Packing.of(file);
      if (!packing.archive()) {
        return java.util.Optional.empty();
      }
      try (HashingChannel channel = HashingChannel.open(file)) {
        Trees trees = archive(file, channel, String.valueOf(file.getFileName()), channel.size(), packing, progress);
        return java.util.Optional.of(new Hashed(trees, channel.digest()));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Problem unreadable(Path file, IOException e) {
    return Problem.outOfReach("%s could not be read: %s.".formatted(file, WholeFile.reason(e)), e);
  }

  /// The bytes of the largest binary in a file, unpacked, without taking it apart; empty where there is none.
  ///
  /// @throws Problem when it cannot be read, or is damaged
  public static java.util.OptionalLong largestBinary(Path file, Progress progress) throws Problem, Cancelled {
    try {
      Packing packing = Packing.of(file);
      if (packing.binary()) {
        return java.util.OptionalLong.of(Files.size(file));
      }
      if (!packing.archive()) {
        return java.util.OptionalLong.empty();
      }
      List<Boolean> binary = new ArrayList<>();
      List<ArchiveMembers.Member> members;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        members =
            ArchiveMembers.read(
                file, channel, packing,
                (name, content) -> binary.add(Packing.of(name, content.readNBytes(512)).binary()), progress);
      }
      return java.util.stream.IntStream.range(0, members.size()).filter(binary::get)
          .mapToLong(i -> members.get(i).size()).max();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// The tree of a binary; where only its details cannot be read it is still measured as a whole.
  private static Binary binary(Path file, String name) throws Problem {
    try (OpenBinary open = OpenBinary.open(file)) {
      boolean wasm = open.image().file().format() instanceof dev.slipway.binary.Format.Wasm;
      return new Binary(
          BinaryTree.of(name, open.image()), wasm ? Budget.Kind.WASM : Budget.Kind.BINARY, open.image().sections(),
          retained(open.image()));
    } catch (FormatException e) {
      throw Problem.outOfReach(e.getMessage() + " Its bytes were not taken apart.", e);
    }
  }

  private static java.util.Optional<Retained> retained(Image image) {
    if (image instanceof dev.slipway.binary.NativeImage || image instanceof dev.slipway.binary.UniversalImage) {
      return java.util.Optional.empty();
    }
    try {
      return java.util.Optional.of(new Retained(RetainedSizes.of(image).largest(Retained.MOST)));
    } catch (FormatException e) {
      // An instruction of a proposal we do not know leaves the sizes as they are, and what is retained unknown.
      System.getLogger(ArtifactTree.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
      return java.util.Optional.empty();
    }
  }

  /// An archive may have several members of one name; none of their binaries must hide another.
  private static String unlike(Map<String, Binary> others, String member) {
    String name = member;
    for (int i = 2; others.containsKey(name); i++) {
      name = member + " (" + i + ")";
    }
    return name;
  }

  private static Trees archive(
      Path file, SeekableByteChannel channel, String name, long size, Packing packing, Progress progress)
      throws Problem, Cancelled {
    Map<String, Binary> inside = new LinkedHashMap<>();
    Binaries.Held held =
        Binaries.in(
            file, channel, packing, progress,
            (member, binary) -> inside.put(unlike(inside, member), binary(binary, member)));
    List<ArchiveMembers.Member> members = held.members();
    List<SizeTree> parts = new ArrayList<>();
    long stored = 0;
    Provenance how = packing == Packing.ZIP || packing == Packing.TAR ? Provenance.SECTION : Provenance.COMPRESSED;
    for (ArchiveMembers.Member member : members) {
      String title = held.image().map(image -> image.title(member.name())).orElse(member.name());
      parts.add(SizeTree.leaf(title, SizeTree.Kind.MEMBER, member.stored(), how));
      stored += member.stored();
    }
    if (stored > size) {
      throw Problem.outOfReach(
          "%s has members that overlap: together they claim more bytes than it has. It was not measured."
              .formatted(file));
    }
    if (stored < size) {
      parts.add(
          SizeTree.leaf("[headers and padding]", SizeTree.Kind.HEADER, size - stored, Provenance.NONE));
    }
    return new Trees(
        new SizeTree(name, SizeTree.Kind.FILE, size, Provenance.FILE, SizeTree.largestFirst(parts)), inside,
        members.stream().map(m -> new Member(m.name(), m.size(), m.stored())).toList(), held.image());
  }
}
