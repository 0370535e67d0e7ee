package dev.slipway.release;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Account;
import dev.slipway.forge.Release;
import dev.slipway.gate.Board;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.gate.Waiver;
import dev.slipway.release.board.BoardMaker;
import dev.slipway.release.publish.Publication;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Holds the newest snapshot of a session; every change makes a new one, with a board of its own.
final class SnapshotStore {
  private final Connection connection;
  private final Consumer<ReleaseSnapshot> listener;
  private ReleaseSnapshot current;

  SnapshotStore(Connection connection, Consumer<ReleaseSnapshot> listener) {
    this.connection = connection;
    this.listener = listener;
    Subject unopened =
        new Subject(
            new Place.OnHost(connection.forge().host(), connection.repository()), Optional.empty(), Account.anonymous(),
            Optional.empty(), "", Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
            new PolicyFile(ReleasePolicy.defaults(), List.of()));
    Facts facts = new Facts(unopened, Pipeline.unread(), Files.none(), Notes.none(), List.of());
    current = new ReleaseSnapshot(facts, new Board(List.of()), Optional.empty(), Optional.empty(), connection.clock().instant());
  }

  synchronized ReleaseSnapshot current() {
    return current;
  }

  Facts facts() {
    return current().facts();
  }

  /// Starts with a freshly opened repository; waivers kept for its tag come back.
  void begin(Subject subject, Pipeline pipeline, Notes notes) throws Problem {
    List<Waiver> waivers =
        subject.tag().isEmpty()
            ? List.of()
            : WaiverFile.read(
                Workspace.of(
                        connection.state(), connection.forge().host().web().getAuthority(), connection.repository(),
                        subject.tag().get())
                    .waivers());
    set(new Facts(subject, pipeline, Files.none(), notes, waivers), Optional.empty());
  }

  void subject(UnaryOperator<Subject> change) {
    Facts facts = facts();
    set(new Facts(change.apply(facts.subject()), facts.pipeline(), facts.files(), facts.notes(), facts.waivers()), current().publication());
  }

  void pipeline(UnaryOperator<Pipeline> change) {
    Facts facts = facts();
    set(new Facts(facts.subject(), change.apply(facts.pipeline()), facts.files(), facts.notes(), facts.waivers()), current().publication());
  }

  void files(UnaryOperator<Files> change) {
    Facts facts = facts();
    set(new Facts(facts.subject(), facts.pipeline(), change.apply(facts.files()), facts.notes(), facts.waivers()), current().publication());
  }

  void notes(Notes notes) {
    Facts facts = facts();
    set(new Facts(facts.subject(), facts.pipeline(), facts.files(), notes, facts.waivers()), current().publication());
  }

  void waivers(List<Waiver> waivers) {
    Facts facts = facts();
    set(new Facts(facts.subject(), facts.pipeline(), facts.files(), facts.notes(), waivers), current().publication());
  }

  /// The board stays the one that was published by: what was proved then, and that the release is public now.
  void published(List<Release> releases) {
    ReleaseSnapshot before = current();
    Facts facts = before.facts();
    Facts after =
        new Facts(withReleases(facts.subject(), releases), facts.pipeline(), facts.files(), facts.notes(), facts.waivers());
    put(
        new ReleaseSnapshot(
            after, BoardMaker.published(before.board(), after), before.publication(), connection.forge().rateLimit(), connection.clock().instant()));
  }

  void publication(Publication publication) {
    ReleaseSnapshot before = current();
    put(
        new ReleaseSnapshot(
            before.facts(), before.board(), Optional.of(publication), connection.forge().rateLimit(), connection.clock().instant()));
  }

  static Subject withReleases(Subject subject, List<Release> releases) {
    return new Subject(
        subject.place(), subject.repository(), subject.account(), subject.tag(), subject.ref(), subject.head(),
        subject.tagged(), releases, subject.immutable(), subject.policy());
  }

  private void set(Facts facts, Optional<Publication> publication) {
    put(new ReleaseSnapshot(facts, BoardMaker.board(facts), publication, connection.forge().rateLimit(), connection.clock().instant()));
  }

  private void put(ReleaseSnapshot snapshot) {
    synchronized (this) {
      current = snapshot;
    }
    listener.accept(snapshot);
  }
}
