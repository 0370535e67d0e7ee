package dev.slipway.release;

import dev.slipway.forge.Forge;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.run.Rhythm;
import dev.slipway.transfer.Retry;
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
public record Connection(
    Forge forge,
    Forge publicForge,
    RepositoryName repository,
    Path state,
    Rhythm rhythm,
    Retry retry,
    Clock clock,
    String person) {}
