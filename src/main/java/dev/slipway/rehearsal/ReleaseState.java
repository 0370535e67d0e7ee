package dev.slipway.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A release as the host keeps it. Its repository guards it.
final class ReleaseState {

  /// A file of a release.
  static final class AssetState {
    final long id;
    final Instant created;
    String name;
    String label = "";
    String media;
    Shelf.Stored file;
    boolean complete;
    long downloads;
    Instant updated;

    AssetState(long id, String name, String media, Shelf.Stored file, boolean complete, Instant created) {
      this.id = id;
      this.name = name;
      this.media = media;
      this.file = file;
      this.complete = complete;
      this.created = created;
      this.updated = created;
    }
  }

  final long id;
  final Instant created;
  final List<AssetState> assets = new ArrayList<>();
  String author;
  String tag;
  String commitish;
  String title = "";
  String notes = "";
  boolean draft;
  boolean prerelease;
  boolean immutable;
  Optional<Instant> published = Optional.empty();

  ReleaseState(long id, String author, String tag, String commitish, boolean draft, Instant created) {
    this.id = id;
    this.author = author;
    this.tag = tag;
    this.commitish = commitish;
    this.draft = draft;
    this.created = created;
  }

  /// The tag in its addresses; a draft has one of its own.
  String tagInAddresses() {
    return draft ? "untagged-" + PeopleJson.nodeId("Release", id).substring(2) : tag;
  }

  Optional<AssetState> asset(String name) {
    return assets.stream().filter(asset -> asset.name.equals(name)).findFirst();
  }

  /// The name GitHub gives a file: everything but letters, digits and `. _ - + @` becomes a dot, dots in a row become one,
  /// and none stays in front or at the end.
  static String nameOnHost(String asked) {
    return asked
        .replaceAll("[^A-Za-z0-9._+@-]", ".")
        .replaceAll("\\.{2,}", ".")
        .replaceAll("^\\.+|\\.+$", "");
  }
}
