package dev.slipway.changelog.notes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The text of a release, made of blocks between invisible markers. A block whose text still has the digest in its
/// marker was not edited and is brought up to date; every other word is left alone.
///
/// ```
/// <!-- slipway:sizes 3f1c9aa20b1e -->
/// …
/// <!-- /slipway:sizes -->
/// ```
public final class ReleaseNotes {
  private static final String OPEN = "<!-- slipway:";
  private static final String CLOSE = "<!-- /slipway:";
  private static final String END = " -->";

  private ReleaseNotes() {}

  /// What came of bringing the blocks up to date.
  ///
  /// @param text    the new text
  /// @param updated ids of blocks that changed
  /// @param kept    ids of blocks somebody edited, which were left as they are although they would differ now
  public record Refreshed(String text, List<String> updated, List<String> kept) {
    public Refreshed {
      updated = List.copyOf(updated);
      kept = List.copyOf(kept);
    }
  }

  /// A first draft: every block that has something to say, in this order.
  public static String draft(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      String body = BlockText.of(block);
      if (!body.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(marked(block.id(), body));
      }
    }
    return text.toString();
  }

  /// Brings the blocks of a text up to date. A block whose markers are gone was removed by a person and stays away.
  public static Refreshed refresh(String text, List<Block> blocks) {
    String current = text;
    List<String> updated = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Block block : blocks) {
      Optional<Place> place = find(current, block.id());
      if (place.isEmpty()) {
        continue;
      }
      Place at = place.get();
      String body = BlockText.of(block);
      if (normal(at.body()).equals(normal(body))) {
        continue;
      }
      if (!at.digest().equals(digest(at.body()))) {
        kept.add(block.id());
      } else {
        current = current.substring(0, at.start()) + marked(block.id(), body) + current.substring(at.end());
        updated.add(block.id());
      }
    }
    return new Refreshed(current, updated, kept);
  }

  /// The text with a block at its end, or as it is where the block is there already or has nothing to say.
  public static String with(String text, Block block) {
    String body = BlockText.of(block);
    if (body.isEmpty() || find(text, block.id()).isPresent()) {
      return text;
    }
    String gap = text.isEmpty() || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
    return text + gap + marked(block.id(), body);
  }

  /// What stands in a block now; empty where the text has no such block.
  public static Optional<String> body(String text, String id) {
    return find(text, id).map(Place::body);
  }

  /// Whether somebody edited a block since it was written.
  public static boolean edited(String text, String id) {
    return find(text, id).filter(place -> !place.digest().equals(digest(place.body()))).isPresent();
  }

  /// The text without the markers, as a reader sees it.
  public static String readable(String text) {
    StringBuilder readable = new StringBuilder();
    for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
      String bare = line.strip();
      if (!(bare.endsWith("-->") && (bare.startsWith(OPEN) || bare.startsWith(CLOSE)))) {
        readable.append(line).append('\n');
      }
    }
    return readable.isEmpty() ? "" : readable.substring(0, readable.length() - 1);
  }

  /// Where a block stands.
  private record Place(int start, int end, String digest, String body) {}

  private static Optional<Place> find(String text, String id) {
    String open = OPEN + id + " ";
    int start = text.indexOf(open);
    int headEnd = start < 0 ? -1 : text.indexOf(END, start);
    int close = headEnd < 0 ? -1 : text.indexOf(CLOSE + id + END, headEnd);
    if (close < 0) {
      return Optional.empty();
    }
    String digest = text.substring(start + open.length(), headEnd).strip();
    int bodyStart = headEnd + END.length();
    int end = close + (CLOSE + id + END).length();
    if (text.startsWith("\r\n", end)) {
      end += 2;
    } else if (text.startsWith("\n", end)) {
      end++;
    }
    return Optional.of(new Place(start, end, digest, text.substring(bodyStart, close)));
  }

  private static String marked(String id, String body) {
    return OPEN + id + " " + digest(body) + END + "\n" + body + CLOSE + id + END + "\n";
  }

  /// The host may change line ends and blank lines at the edges; that is no edit.
  private static String normal(String body) {
    return body.replace("\r\n", "\n").strip();
  }

  private static String digest(String body) {
    try {
      byte[] bytes = MessageDigest.getInstance("SHA-256").digest(normal(body).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
