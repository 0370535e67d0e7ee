package dev.slipway.desktop.publish;

import dev.slipway.gate.Board;
import dev.slipway.release.publish.Publication;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What the Publish page is told.
///
/// @param repository  the repository's full name
/// @param tag         the release's tag
/// @param board       the gates it was held against
/// @param publication the plan, or how far it is; empty while nothing can be planned
/// @param immutable   whether the release cannot be changed once it is public; empty while that is not known
/// @param newest      whether this version comes after every published one, so that it should be marked as latest
/// @param places      what the short forms in the calls stand for: `{repo}`, `{up}`, `{public}`
public record PublishInput(
    String repository,
    String tag,
    Board board,
    Optional<Publication> publication,
    Optional<Boolean> immutable,
    boolean newest,
    SequencedMap<String, String> places) {

  public PublishInput {
    places = java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>((Map<String, String>) places));
  }
}
