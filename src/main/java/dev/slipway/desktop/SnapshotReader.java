package dev.slipway.desktop;

import dev.slipway.desktop.board.BoardInput;
import dev.slipway.desktop.board.BoardModel;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.publish.PublishInput;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Place;
import dev.slipway.desktop.work.Portions;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.Facts;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.Subject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands a snapshot to the pages, one or a part of one in a turn of the FX thread. Pages that show nothing of what changed are
/// left alone.
final class SnapshotReader {
  private final Desktop desktop;
  private final Portions turns = new Portions();
  private @Nullable Facts shown;

  SnapshotReader(Desktop desktop) {
    this.desktop = desktop;
  }

  /// Shows the frame, then page after page; the newest snapshot that comes meanwhile is shown after that.
  void show(ReleaseSnapshot snapshot) {
    // Which pages have to be shown is known when it is this snapshot's turn.
    turns.follow(List.of(() -> turns.replace(portions(snapshot))));
  }

  private List<Runnable> portions(ReleaseSnapshot snapshot) {
    List<Runnable> portions = new ArrayList<>();
    portions.add(() -> frame(snapshot));
    portions.add(() -> judged(snapshot));
    if (snapshot.facts() != shown) {
      portions.addAll(pages(snapshot));
      portions.add(() -> shown = snapshot.facts());
    }
    portions.add(() -> desktop.shell().nav().set(nav(snapshot)));
    return portions;
  }

  /// Whether the newest snapshot is on every page.
  boolean settled() {
    return turns.done();
  }

  private void frame(ReleaseSnapshot snapshot) {
    Subject subject = snapshot.subject();
    var shell = desktop.shell();
    if (subject.place() instanceof dev.slipway.release.Place.OnHost(Host host, RepositoryName _) && desktop.settings().places().get().isEmpty()) {
      desktop.settings().places().set(new LinkedHashMap<>(Map.of("API", host.api().toString())));
    }
    shell.place().set(Optional.of(place(subject, subject.tag().orElse(""))));
    shell.calls().set(snapshot.rateLimit());
    shell.account().set(subject.account().login());
    shell.updated().set("Updated " + Figures.clockWithSeconds(snapshot.at(), ZoneId.systemDefault()));
  }

  private List<Runnable> pages(ReleaseSnapshot snapshot) {
    List<Runnable> pages = new ArrayList<>(desktop.targets().portions(snapshot));
    pages.addAll(List.of(
        () -> desktop.runs().show(snapshot.pipeline().recent()),
        () -> desktop.runs().budget(
            snapshot.pipeline().run().map(run -> run.run().path()).orElse(""), snapshot.subject().policy().policy().budgets().run()),
        () -> snapshot.pipeline().run().ifPresent(run -> desktop.runs().show(run.run(), run.jobs())),
        () -> desktop.artifacts().show(snapshot),
        () -> desktop.sizes().show(snapshot),
        () -> desktop.benchmarks().show(snapshot),
        () -> desktop.notes().show(snapshot)));
    return pages;
  }

  private void judged(ReleaseSnapshot snapshot) {
    Subject subject = snapshot.subject();
    String tag = subject.tag().orElse("");
    String commit = subject.head().map(head -> head.sha().substring(0, Math.min(7, head.sha().length()))).orElse("");
    desktop.board().show(new BoardInput(
        tag, snapshot.board(), Optional.of(snapshot.at()), commit, ".slipway.yml or its defaults", subject.published().isPresent()));
    desktop.publish().show(new PublishInput(
        subject.place().title(), tag, snapshot.board(), snapshot.publication(), subject.immutable(), subject.newest(), places(subject, tag)));
  }

  private static Place place(Subject subject, String tag) {
    return switch (subject.place()) {
      case dev.slipway.release.Place.OnHost(Host host, RepositoryName repository) ->
          new Place(repository.toString(), Place.Kind.of(host.kind()), tag, state(subject));
      case dev.slipway.release.Place.Folder folder -> new Place(folder.title(), Place.Kind.FOLDER, tag, "");
    };
  }

  private static String state(Subject subject) {
    if (subject.published().isPresent()) {
      return "published";
    }
    return subject.draft().isPresent() ? "draft" : subject.tag().isPresent() ? "new" : "";
  }

  private static LinkedHashMap<String, String> places(Subject subject, String tag) {
    var places = new LinkedHashMap<String, String>();
    if (subject.place() instanceof dev.slipway.release.Place.OnHost(Host host, RepositoryName repository)) {
      String api = host.api().toString().replaceFirst("^https?://", "");
      String web = host.web().toString().replaceFirst("^https?://", "");
      places.put("{repo}", api + "/repos/" + repository);
      places.put("{up}", "the upload address the host gives for the draft");
      places.put("{public}", web + "/" + repository + "/releases/download/" + tag);
    }
    return places;
  }

  private Map<PageId, NavState> nav(ReleaseSnapshot snapshot) {
    BoardModel board = desktop.board();
    var nav = new EnumMap<PageId, NavState>(PageId.class);
    nav.put(PageId.BOARD, board.nav());
    nav.put(PageId.TARGETS, desktop.targets().nav());
    nav.put(PageId.RUNS, desktop.runs().nav(snapshot.pipeline().run().map(run -> run.run())));
    nav.put(PageId.ARTIFACTS, board.judged(PageId.ARTIFACTS, desktop.artifacts().nav()));
    nav.put(PageId.SIZES, board.judged(PageId.SIZES, desktop.sizes().nav()));
    nav.put(PageId.BENCHMARKS, desktop.benchmarks().nav());
    nav.put(PageId.NOTES, board.judged(PageId.NOTES, desktop.notes().nav()));
    nav.put(PageId.PUBLISH, desktop.publish().nav());
    return nav;
  }
}
