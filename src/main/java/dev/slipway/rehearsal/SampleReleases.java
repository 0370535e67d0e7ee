package dev.slipway.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The releases that were published before the rehearsal starts, with their files.
final class SampleReleases {
  private static final List<String> MESHC =
      List.of(
          "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu",
          "x86_64-unknown-linux-musl", "x86_64-pc-windows-msvc");
  private static final List<String> WEFT =
      List.of(
          "x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl", "x86_64-apple-darwin", "aarch64-apple-darwin",
          "x86_64-pc-windows-msvc");

  private SampleReleases() {}

  /// Publishes a release for every tag of the history.
  static void publish(HostedRepository repository, Hub hub) throws IOException {
    for (String tag : List.copyOf(repository.history().tags().keySet())) {
      History.Made commit = repository.history().resolve(tag).orElseThrow();
      ReleaseState release =
          new ReleaseState(hub.nextId(), Hub.account(), tag, "main", false, commit.date());
      release.title = repository.project() == Project.WEFT ? "weft " + tag : tag;
      release.notes = section(SourceTree.of(repository.project(), commit), tag.substring(1));
      release.published = Optional.of(commit.date().plusSeconds(3600));
      files(repository.project(), commit, hub.shelf())
          .forEach(
              (name, file) -> {
                ReleaseState.AssetState asset =
                    new ReleaseState.AssetState(
                        hub.nextId(), name, media(name), file, true, commit.date().plusSeconds(1800));
                asset.downloads = 40 + name.length();
                release.assets.add(asset);
              });
      repository.releases().add(release);
    }
  }

  /// The media type that a client gives a file.
  static String media(String name) {
    if (name.endsWith(".zip")) {
      return "application/zip";
    }
    if (name.endsWith(".gz")) {
      return "application/gzip";
    }
    if (name.endsWith(".wasm")) {
      return "application/wasm";
    }
    return name.endsWith(".txt") ? "text/plain" : "application/octet-stream";
  }

  private static SequencedMap<String, Shelf.Stored> files(Project project, History.Made commit, Shelf shelf)
      throws IOException {
    SequencedMap<String, Shelf.Stored> files = new TreeMap<>(Comparator.naturalOrder());
    String version = commit.version();
    switch (project) {
      case MESHC -> {
        for (String target : MESHC) {
          boolean windows = target.contains("windows");
          Packing.Member program =
              new Packing.Member(
                  windows ? "meshc.exe" : "meshc", executable(project, target, version, shelf), true);
          files.put(
              "meshc-v%s-%s.%s".formatted(version, target, windows ? "zip" : "tar.gz"),
              windows
                  ? Packing.zip(shelf, List.of(program), commit.date())
                  : Packing.tarGz(shelf, List.of(program), commit.date()));
        }
        files.put("SHA256SUMS", manifest(files, shelf));
      }
      case WEFT -> {
        for (String target : WEFT) {
          List<Packing.Member> members = new ArrayList<>();
          members.add(
              new Packing.Member(
                  target.contains("windows") ? "weft.exe" : "weft",
                  executable(project, target, version, shelf),
                  true));
          members.addAll(documents(SourceTree.of(project, commit), shelf));
          files.put("weft-%s-%s.zip".formatted(version, target), Packing.zip(shelf, members, commit.date()));
        }
        Shelf.Stored wasm = executable(project, "wasm32-wasip2", version, shelf);
        files.put("clawft.wasm", wasm);
        files.put("clawft.wasm.gz", Packing.gzip(shelf, wasm));
        files.put("checksums.txt", manifest(files, shelf));
      }
    }
    return files;
  }

  private static Shelf.Stored executable(Project project, String target, String version, Shelf shelf)
      throws IOException {
    byte[] program = Binaries.of(project, target, version).orElseThrow();
    return shelf.keep(out -> out.write(program));
  }

  private static List<Packing.Member> documents(SourceTree tree, Shelf shelf) throws IOException {
    List<Packing.Member> members = new ArrayList<>();
    for (String name : List.of("README.md", "LICENSE", "CHANGELOG.md")) {
      byte[] text = tree.file(name).orElse("").getBytes(java.nio.charset.StandardCharsets.UTF_8);
      members.add(new Packing.Member(name, shelf.keep(out -> out.write(text)), false));
    }
    return members;
  }

  /// What `sha256sum` prints.
  private static Shelf.Stored manifest(SequencedMap<String, Shelf.Stored> files, Shelf shelf) throws IOException {
    String text =
        files.entrySet().stream()
            .map(file -> file.getValue().sha256() + "  " + file.getKey() + "\n")
            .collect(Collectors.joining());
    return shelf.keep(out -> out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /// A version's section of the changelog, without its heading.
  private static String section(SourceTree tree, String version) {
    StringBuilder section = new StringBuilder();
    boolean inside = false;
    for (String line : tree.file("CHANGELOG.md").orElse("").lines().toList()) {
      if (line.startsWith("## ") || line.startsWith("[")) {
        inside = line.startsWith("## [" + version + "]");
      } else if (inside) {
        section.append(line).append('\n');
      }
    }
    return section.toString().strip() + "\n";
  }
}
