package dev.slipway.forge;

import dev.slipway.fact.Digest;
import java.time.Instant;
import java.util.Optional;

/// Something a run uploaded.
///
/// @param id      the host's id
/// @param runId   the run that uploaded it
/// @param name    its name, unique within the run
/// @param size    the size in bytes of what a download delivers
/// @param digest  the digest of what a download delivers, where the host tells it
/// @param expired whether the host has deleted it
/// @param created when it was uploaded
/// @param expires when the host will delete it
public record Artifact(
    long id,
    long runId,
    String name,
    long size,
    Optional<Digest> digest,
    boolean expired,
    Instant created,
    Optional<Instant> expires) {}
