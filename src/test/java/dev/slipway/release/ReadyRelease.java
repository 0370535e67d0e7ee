package dev.slipway.release;

import dev.slipway.rehearsal.Interference;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/// A release of the rehearsal whose gates are open, a moment before it is published.
record ReadyRelease(Rehearsal rehearsal, ReleaseSession session) {
  static final String TAG = "v0.4.0";

  static ReadyRelease of(Rehearsal rehearsal, Path state) throws Exception {
    return of(rehearsal, WalkTest.connection(rehearsal, state));
  }

  static ReadyRelease of(Rehearsal rehearsal, Connection connection) throws Exception {
    var session = new ReleaseSession(connection, _ -> {});
    session.open(Optional.of(TAG), Optional.empty(), Progress.unwatched());
    session.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    var ready = new ReadyRelease(rehearsal, session);
    ready.measure();
    return ready;
  }

  /// The same work, gone on with over another connection.
  ReadyRelease over(Connection connection) throws Exception {
    var again = new ReleaseSession(connection, _ -> {});
    again.open(Optional.of(TAG), Optional.empty(), Progress.unwatched());
    again.adoptRun(Progress.unwatched());
    var ready = new ReadyRelease(rehearsal, again);
    ready.measure();
    return ready;
  }

  void measure() throws Exception {
    session.download(Progress.unwatched());
    session.verify(Progress.unwatched());
    session.measure(Progress.unwatched());
    session.draftNotes(Progress.unwatched());
  }

  void publish() throws Exception {
    session.publish(TAG, Progress.unwatched());
  }

  /// The assets anybody can see; empty while there is no public release.
  List<String> published() {
    return rehearsal.publicReleases().stream().filter(release -> release.tag().equals(TAG))
        .findFirst().map(Rehearsal.PublicRelease::assets).orElse(List.of());
  }

  /// Does something when a call comes, before it is carried out: once.
  static Interference before(BiPredicate<String, String> call, Runnable act) {
    var calls = new AtomicInteger();
    return new Interference() {
      @Override
      public Optional<Reply> instead(String method, String path) {
        if (call.test(method, path) && calls.incrementAndGet() == 1) {
          act.run();
        }
        return Optional.empty();
      }
    };
  }

  /// Does something when a call was carried out: once.
  static Interference after(BiPredicate<String, String> call, Runnable act) {
    return after(call, 1, 1, reply -> {
      act.run();
      return reply;
    });
  }

  /// Changes the answers to the calls from the first to the last of their kind, counted from 1.
  static Interference after(
      BiPredicate<String, String> call, int first, int last, java.util.function.UnaryOperator<Interference.Reply> change) {
    var calls = new AtomicInteger();
    return new Interference() {
      @Override
      public Reply after(String method, String path, Reply answer) {
        if (call.test(method, path)) {
          int number = calls.incrementAndGet();
          return number >= first && number <= last ? change.apply(answer) : answer;
        }
        return answer;
      }
    };
  }

  /// Refuses the calls from the first to the last of their kind without carrying them out.
  static Interference refusing(BiPredicate<String, String> call, int first, int last, Interference.Reply refusal) {
    var calls = new AtomicInteger();
    return new Interference() {
      @Override
      public Optional<Reply> instead(String method, String path) {
        int number = call.test(method, path) ? calls.incrementAndGet() : 0;
        return number >= first && number <= last ? Optional.of(refusal) : Optional.empty();
      }
    };
  }

  /// The call that makes a draft public.
  static boolean publishing(String method, String path) {
    return method.equals("PATCH") && path.matches("/repos/.*/releases/\\d+");
  }

  static boolean uploading(String method, String path) {
    return method.equals("POST") && path.startsWith("/uploads/");
  }

  static boolean readingTheRelease(String method, String path) {
    return method.equals("GET") && path.matches("/repos/.*/releases/\\d+");
  }
}
