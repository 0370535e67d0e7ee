package dev.slipway.forge.github;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Turns what went wrong between here and the host into one sentence and a kind.
final class Failures {
  /// GitHub asks for at least a minute where it names no time.
  private static final Duration UNNAMED_WAIT = Duration.ofSeconds(60);

  private static final int LONGEST_QUOTE = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Where an organization's members allow a token: `required; url=https://github.com/orgs/…/sso?…`.
  private static final Pattern SIGN_ON = Pattern.compile("(?i)\\brequired\\b.*\\burl=(https?://[^\\s;,]+)");

  /// The words of refusals for want of rights.
  private static final Pattern OF_RIGHTS =
      Pattern.compile("(?i)accessible|permission|must (be|have|grant)|not allowed|allowed to|access|scope|admin|authori[sz]|forbidden|token|saml");

  private final Clock clock;
  private final boolean hasToken;

  Failures(Clock clock, boolean hasToken) {
    this.clock = clock;
    this.hasToken = hasToken;
  }

  /// What an answer that is no success means.
  ForgeException of(Ask ask, Answer answer) {
    String said = message(answer);
    String quote = said.isEmpty() ? "" : ": " + said;
    String host = host(ask);
    int status = answer.status();
    if (limited(answer, said)) {
      return limit(ask, answer);
    }
    return switch (status) {
      case 401 -> make(Kind.UNAUTHORIZED, status,
          hasToken
              ? "%s does not accept the token (401%s), so %s failed. %s"
                  .formatted(host, quote, ask.what(), unharmed(ask, "; give another token, or run `gh auth login` again"))
              : "%s asks for a token (401%s), so %s failed. Set GH_TOKEN or run `gh auth login`.".formatted(host, quote, ask.what()));
      case 403, 451 -> make(Kind.FORBIDDEN, status,
          "%s refused %s (%d%s). %s".formatted(host, ask.what(), status, quote, unharmed(ask, wanted(answer, said))).strip());
      case 404 -> make(Kind.NOT_FOUND, status,
          hasToken
              ? "%s found nothing for %s (404). Check the name and that the token may see it.".formatted(host, ask.what())
              : "%s found nothing for %s (404). Check the name; what is private can only be seen with a token, and there is none."
                  .formatted(host, ask.what()));
      case 410 -> make(Kind.GONE, status,
          "%s has deleted it (410%s), so %s is no longer possible. Run the workflow again if it is needed."
              .formatted(host, quote, ask.what()));
      case 400, 405, 409, 412, 413, 415, 422 -> make(Kind.REFUSED, status,
          "%s refused %s (%d%s). %s".formatted(host, ask.what(), status, quote, unharmed(ask, "")).strip());
      case 408 -> make(Kind.UNREACHABLE, status, "%s gave up waiting while %s (408). Try again.".formatted(host, ask.what()));
      default -> status >= 500
          ? make(Kind.HOST_FAULT, status,
              "%s failed on its own side while %s (%d%s). %s".formatted(host, ask.what(), status, quote, again(ask)))
          : make(Kind.UNEXPECTED, status,
              "%s answered %s with %d%s, which its API does not promise. Check that the host's address is right."
                  .formatted(host, ask.what(), status, quote));
    };
  }

  /// What a call means that had no answer.
  ForgeException of(Ask ask, IOException failure) {
    if (failure instanceof ForgeException known) {
      return known;
    }
    return new ForgeException(
        Kind.UNREACHABLE, 0,
        "%s cannot be reached: %s, while %s. %s".formatted(host(ask), reason(failure), ask.what(), again(ask)),
        Optional.empty(), failure);
  }

  /// Whether it never came to a connection: refused, no such name, no way there. Bytes that stop are something else.
  static boolean noConnection(IOException failure) {
    return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
  }

  /// Nothing has ever answered at this address.
  ForgeException absent(Ask ask, IOException failure) {
    return new ForgeException(
        Kind.ABSENT, 0,
        "%s cannot be reached: %s, while %s. Nothing was changed; check the address and the network, then try again."
            .formatted(host(ask), reason(failure), ask.what()),
        Optional.empty(), failure);
  }

  /// The answer is not what the API promises.
  ForgeException unexpected(String what, String host, String detail, Throwable cause) {
    return new ForgeException(
        Kind.UNEXPECTED, 0,
        "%s answered %s in a way its API does not promise: %s. Nothing was taken from the answer; check that the host's address is right."
            .formatted(host, what, clean(detail)),
        Optional.empty(), cause);
  }

  /// The calling thread was interrupted: somebody cancelled.
  static ForgeException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new ForgeException(
        Kind.INTERRUPTED, 0, "Stopped while %s.".formatted(what), Optional.empty(), new InterruptedException());
  }

  private static ForgeException make(Kind kind, int status, String sentence) {
    return new ForgeException(kind, status, sentence, Optional.empty(), null);
  }

  private static boolean limited(Answer answer, String said) {
    if (answer.status() == 429) {
      return true;
    }
    if (answer.status() != 403) {
      return false;
    }
    String words = said.toLowerCase(Locale.ROOT);
    return answer.header("x-ratelimit-remaining").equals("0")
        || !answer.header("retry-after").isEmpty()
        || words.contains("rate limit")
        || words.contains("abuse detection");
  }

  private ForgeException limit(Ask ask, Answer answer) {
    Instant at = retryAt(answer);
    String when = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault()).format(at);
    return new ForgeException(
        Kind.RATE_LIMITED, answer.status(),
        "%s has answered enough calls for now (%d), so %s waits. It answers again at %s%s."
            .formatted(host(ask), answer.status(), ask.what(), when, hasToken ? "" : "; with a token it answers far more calls"),
        Optional.of(at), null);
  }

  /// When to call again, in the time of this machine: the host's clock may differ, so its reset is
  /// counted from its own `Date`.
  private Instant retryAt(Answer answer) {
    Instant now = clock.instant();
    Instant hostNow = Headers.date(answer.header("date")).orElse(now);
    String after = answer.header("retry-after");
    if (!after.isEmpty()) {
      return Headers.seconds(after).map(now::plus)
          .or(() -> Headers.date(after).map(at -> now.plus(atLeastASecond(Duration.between(hostNow, at)))))
          .orElse(now.plus(UNNAMED_WAIT));
    }
    if (answer.header("x-ratelimit-remaining").equals("0")) {
      return Headers.epoch(answer.header("x-ratelimit-reset"))
          .map(reset -> now.plus(atLeastASecond(Duration.between(hostNow, reset))))
          .orElse(now.plus(UNNAMED_WAIT));
    }
    return now.plus(UNNAMED_WAIT);
  }

  private static Duration atLeastASecond(Duration wait) {
    return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
  }

  /// What the person is to do about a refusal: nothing where its words name a reason that no token mends, such as a run that
  /// is too old to be run again.
  private String wanted(Answer answer, String said) {
    if (!hasToken) {
      return "; give a token: set GH_TOKEN or run `gh auth login`";
    }
    Matcher signOn = SIGN_ON.matcher(answer.header("x-github-sso"));
    if (signOn.find()) {
      return "; the organization wants single sign-on: open %s, allow the token there, and try again".formatted(clean(signOn.group(1)));
    }
    if (!said.isEmpty() && !OF_RIGHTS.matcher(said).find()) {
      return "";
    }
    String permissions = clean(answer.header("x-accepted-github-permissions"));
    String scopes = clean(answer.header("x-accepted-oauth-scopes"));
    if (!permissions.isEmpty()) {
      return "; give the token the permission " + permissions;
    }
    return scopes.isEmpty() ? "; give a token that may do this" : "; give the token one of the scopes " + scopes;
  }

  /// What a refusal did not harm, and what to do about it. Of a call that reads, nothing is said of changes: it may be one of
  /// several, and those before it changed something.
  private static String unharmed(Ask ask, String wanted) {
    if (!ask.reads()) {
      return "Nothing was changed" + wanted + ".";
    }
    String plain = wanted.startsWith("; ") ? wanted.substring(2) : wanted;
    return plain.isEmpty() ? "" : Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + ".";
  }

  private static String again(Ask ask) {
    return ask.reads()
        ? "Try again."
        : "Whether it took effect there is not known; look before trying again.";
  }

  private static String host(Ask ask) {
    return Origin.of(ask.uri()).map(Origin::toString).orElse("The host");
  }

  /// The host's own words: `message`, and what `errors` adds to it.
  private static String message(Answer answer) {
    if (answer.body().length == 0 || answer.body().length > 1 << 20) {
      return "";
    }
    try {
      JsonNode node = JSON.readTree(answer.body());
      if (node == null || !node.isObject()) {
        return "";
      }
      var words = new StringBuilder(node.path("message").asText(""));
      for (JsonNode error : node.path("errors")) {
        String more = error.isTextual() ? error.asText()
            : error.hasNonNull("message") ? error.path("message").asText()
            : (error.path("field").asText("") + " " + error.path("code").asText("")).strip();
        words.append(words.isEmpty() || more.isEmpty() ? "" : ", ").append(more);
      }
      return clean(words.toString());
    } catch (JacksonException e) {
      return "";
    } catch (IOException e) {
      return "";
    }
  }

  /// Foreign words on one line, without control characters, no longer than a sentence bears.
  static String clean(String words) {
    String plain = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "…";
  }

  private static String reason(IOException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
        return "there is no host of this name";
      }
      if (t instanceof SSLException) {
        return "no trusted encrypted connection (" + clean(String.valueOf(t.getMessage())) + ")";
      }
      if (t instanceof HttpConnectTimeoutException || t instanceof HttpTimeoutException) {
        return "no answer in time";
      }
    }
    if (failure instanceof ConnectException) {
      return "nothing listens there (the connection was refused)";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? "the connection broke off" : "the connection broke off (" + clean(message) + ")";
  }
}
