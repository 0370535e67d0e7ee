package dev.slipway.release;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.AttestationSource;
import dev.slipway.verify.ExpectedSigner;
import dev.slipway.verify.SignerPins;
import dev.slipway.verify.Trust;
import java.util.List;
import java.util.Optional;

/// What the host of a release has about its files, and who may have signed it.
///
/// @param connection to the host
/// @param host       how it is called
/// @param progress   told while it is asked
record HostAttestations(Connection connection, HostCalls host, Progress progress) implements AttestationSource {

  @Override
  public List<String> about(String name, Digest sha256) throws Problem, Cancelled {
    progress.phase("asking for attestations of " + name);
    try {
      return host.call(progress, () -> connection.forge().attestations(connection.repository(), sha256));
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.NOT_FOUND) {
        return List.of();
      }
      throw Problem.outOfReach(e.sentence(), e);
    }
  }

  /// The workflow that ran, of this repository, for this tag or its commit; and whoever was pinned for it before.
  ///
  /// @param believed roots and keys that count besides those of the connection
  Trust trust(Facts facts, Trust believed) throws Problem {
    Subject subject = facts.subject();
    String repository = "%s/%s".formatted(connection.forge().host().web().toString().replaceFirst("/+$", ""), connection.repository());
    Optional<String> workflow =
        facts.pipeline().run().map(state -> state.run().path().replaceFirst("@.*$", "")).filter(path -> !path.isBlank());
    ExpectedSigner signer =
        ExpectedSigner.of(repository).in(workflow).at(subject.tag(), subject.tagged().or(() -> subject.head().map(commit -> commit.sha())));
    return connection.trust().with(believed).inSigner(signer).pinned(SignerPins.read(SignerPins.file(connection.state())).of(repository));
  }
}
