package dev.slipway.fact;

import java.util.Optional;
import java.util.function.Function;

/// A value that is either known, with where it was learnt, or unknown, with the reason.
///
/// Unknown is never guessed, never shown as failed and never counted as zero.
///
/// @param <T> the type of the value
public sealed interface Known<T> permits Fact, Unknown {

  /// A known value and where it comes from.
  static <T> Known<T> of(T value, Source source) {
    return new Fact<>(value, source);
  }

  /// A value nobody can tell, with the reason in words a user reads: "the matrix comes from a job's output".
  static <T> Known<T> unknown(String reason) {
    return new Unknown<>(reason);
  }

  /// The value, where it is known.
  default Optional<T> value() {
    return switch (this) {
      case Fact<T> fact -> Optional.of(fact.get());
      case Unknown<T> _ -> Optional.empty();
    };
  }

  /// The same knowledge about something derived from the value.
  default <R> Known<R> map(Function<? super T, ? extends R> function) {
    return switch (this) {
      case Fact<T> fact -> new Fact<>(function.apply(fact.get()), fact.source());
      case Unknown<T> unknown -> new Unknown<>(unknown.reason());
    };
  }
}
