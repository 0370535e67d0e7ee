package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import java.util.List;

/// Whoever keeps attestations, asked for what there is about one file. Nothing it answers counts before it was verified.
@FunctionalInterface
public interface AttestationSource {

  /// The bundles about a file, each as JSON; empty where there are none.
  ///
  /// @throws Problem when it cannot be asked: then nobody knows whether there are any
  List<String> about(String name, Digest sha256) throws Problem, Cancelled;

  /// Has none.
  static AttestationSource none() {
    return (_, _) -> List.of();
  }

  /// Has these, about whatever file.
  static AttestationSource of(List<String> bundles) {
    List<String> all = List.copyOf(bundles);
    return (_, _) -> all;
  }
}
