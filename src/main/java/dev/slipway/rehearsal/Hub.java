package dev.slipway.rehearsal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// What all parts of the embedded GitHub share: the repositories, the lock that guards them, numbers and the time.
final class Hub {

  /// Something that is done while nobody else changes anything.
  @FunctionalInterface
  interface Guarded<T> {
    T run() throws Refusal, IOException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong ids = new AtomicLong(19_284_000_001L);
  private final List<HostedRepository> repositories;
  private final Shelf shelf;
  private final Pace pace;
  private volatile Fault fault;
  private volatile Interference interference = Interference.NONE;
  private volatile Optional<Attesting> attesting = Optional.empty();
  private volatile Duration kept = Duration.ofDays(90);

  Hub(List<HostedRepository> repositories, Shelf shelf, Pace pace, Fault fault) {
    this.repositories = List.copyOf(repositories);
    this.shelf = shelf;
    this.pace = pace;
    this.fault = fault;
  }

  /// The account that the token stands for.
  static String account() {
    return "octocat";
  }

  <T> T guarded(Guarded<T> work) throws Refusal, IOException {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /// The same for work that cannot be refused and touches no file.
  void changing(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  List<HostedRepository> repositories() {
    return repositories;
  }

  HostedRepository repository(Project project) {
    return repositories.stream().filter(one -> one.project() == project).findFirst().orElseThrow();
  }

  /// The repository a call is about; owners and names ignore case, as on GitHub.
  HostedRepository repository(Call call) throws Refusal {
    String name = call.variable("owner") + "/" + call.variable("repo");
    Optional<HostedRepository> found =
        repositories.stream()
            .filter(one -> one.project().repository().toString().equalsIgnoreCase(name))
            .findFirst();
    return found.orElseThrow(Refusal::notFound);
  }

  /// The repository a call wants to change.
  HostedRepository writable(Call call) throws Refusal {
    HostedRepository repository = repository(call);
    if (!call.authorized()) {
      throw Refusal.of(401, "Requires authentication");
    }
    return repository;
  }

  Shelf shelf() {
    return shelf;
  }

  Pace pace() {
    return pace;
  }

  Fault fault() {
    return fault;
  }

  void fault(Fault now) {
    fault = now;
  }

  Interference interference() {
    return interference;
  }

  void interference(Interference now) {
    interference = now;
  }

  /// Who signs what workflows attest; nobody where nobody asked for the trust root.
  Optional<Attesting> attesting() {
    return attesting;
  }

  void attesting(Attesting now) {
    attesting = Optional.of(now);
  }

  /// How long artifacts and logs are kept.
  Duration kept() {
    return kept;
  }

  void kept(Duration now) {
    kept = now;
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  /// The time as GitHub tells it, in whole seconds.
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
