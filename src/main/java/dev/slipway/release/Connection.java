package dev.slipway.release;

import dev.slipway.forge.Forge;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.run.Rhythm;
import dev.slipway.transfer.Retry;
import dev.slipway.verify.Trust;
import java.nio.file.Path;
import java.time.Clock;

/// Everything a session needs of the world.
///
/// @param forge       the host, with the token in use
/// @param publicForge the same host without a token, to see what anybody sees
/// @param repository  the repository
/// @param state       the folder that keeps the work on releases
/// @param rhythm      how often the host is asked
/// @param retry       how passing failures are waited out
/// @param clock       the time
/// @param person      who is at the keyboard, for waivers and evidence; the host's account comes before it
/// @param trust       whose word counts for this host besides that of the repository's workflows; a rehearsal has a trust root of its
///     own, which must go nowhere else
public record Connection(
    Forge forge,
    Forge publicForge,
    RepositoryName repository,
    Path state,
    Rhythm rhythm,
    Retry retry,
    Clock clock,
    String person,
    Trust trust) {

  /// A connection to a host that is believed by the shipped trust roots.
  public Connection(
      Forge forge, Forge publicForge, RepositoryName repository, Path state, Rhythm rhythm, Retry retry, Clock clock, String person) {
    this(forge, publicForge, repository, state, rhythm, retry, clock, person, Trust.shipped());
  }

  /// The same, where more is believed.
  public Connection trusting(Trust more) {
    return new Connection(forge, publicForge, repository, state, rhythm, retry, clock, person, trust.with(more));
  }
}
