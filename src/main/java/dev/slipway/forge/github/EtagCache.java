package dev.slipway.forge.github;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Answers kept with their ETag, so that an unchanged one costs no call: a 304 does not count against
/// the rate limit. Every answer is revalidated; `max-age` is not trusted, for runs change within it.
///
/// Holds at most a given number of bytes and forgets the one that was not asked for the longest.
/// One cache belongs to one token: an ETag differs per token.
final class EtagCache {
  private static final int OVERHEAD = 2_000;

  private final long most;
  private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  EtagCache(long most) {
    this.most = most;
  }

  private record Key(URI uri, String accept) {}

  /// An answer and the tag to revalidate it with.
  record Kept(String etag, Answer answer) {}

  synchronized Optional<Kept> find(Ask ask) {
    return ask.reads() ? Optional.ofNullable(kept.get(new Key(ask.uri(), ask.accept()))) : Optional.empty();
  }

  /// Forgets an answer, so that the host must tell it anew.
  synchronized void forget(Ask ask) {
    Kept before = kept.remove(new Key(ask.uri(), ask.accept()));
    bytes -= before == null ? 0 : weight(before.answer());
  }

  /// Keeps a 200 that carries an ETag and is no larger than a quarter of the whole.
  synchronized void keep(Ask ask, Answer answer) {
    var key = new Key(ask.uri(), ask.accept());
    String etag = answer.header("etag");
    if (!ask.reads() || answer.status() != 200 || etag.isEmpty() || weight(answer) > most / 4) {
      return;
    }
    Kept before = kept.put(key, new Kept(etag, answer));
    bytes += weight(answer) - (before == null ? 0 : weight(before.answer()));
    var oldest = kept.entrySet().iterator();
    while (bytes > most && oldest.hasNext()) {
      bytes -= weight(oldest.next().getValue().answer());
      oldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  private static long weight(Answer answer) {
    return answer.body().length + OVERHEAD;
  }
}
