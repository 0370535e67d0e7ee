package dev.slipway.rehearsal;

/// Told of every call of the API when its answer is about to be sent, from the thread that answers it.
///
/// This is how the tests hold every exchange against GitHub's own description of its API.
@FunctionalInterface
public interface ExchangeListener {

  /// Nobody listens.
  ExchangeListener NONE = _ -> {};

  void answered(Exchange exchange);
}
