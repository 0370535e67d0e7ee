package dev.slipway.forge;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A call to the code host failed. The sentence is for the user; the kind is for the code that decides
/// whether to try again.
public final class ForgeException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Why it failed.
  public enum Kind {
    /// The host did not answer, or broke off. A read may be tried again.
    UNREACHABLE,
    /// Nothing answers at the address, and nothing has since it was given: refused, no such name, no way there.
    /// The address is to be mended, so waiting does not help.
    ABSENT,
    /// The host answered with a fault of its own, 5xx. May be tried again.
    HOST_FAULT,
    /// Too many calls; see [#retryAt()].
    RATE_LIMITED,
    /// The token is missing, wrong or expired, 401.
    UNAUTHORIZED,
    /// The token may not do this, 403.
    FORBIDDEN,
    /// There is no such thing, or the token may not see it, 404.
    NOT_FOUND,
    /// It was there and is gone, 410: an expired artifact, a deleted log.
    GONE,
    /// The host refuses the values, 422 or 400: it exists already, it is immutable, an input is wrong.
    REFUSED,
    /// The answer is not what the API promises.
    UNEXPECTED,
    /// The calling thread was interrupted; its interrupt is set again. Nobody needs to be told.
    INTERRUPTED
  }

  private final Kind kind;
  private final int status;
  private final transient Optional<Instant> retryAt;

  public ForgeException(
      Kind kind, int status, String sentence, Optional<Instant> retryAt, @org.jspecify.annotations.Nullable Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.status = status;
    this.retryAt = retryAt;
  }

  public Kind kind() {
    return kind;
  }

  /// The HTTP status, or 0 when there was no answer.
  public int status() {
    return status;
  }

  /// When a call may be tried again, where the host says so.
  public Optional<Instant> retryAt() {
    return retryAt;
  }

  /// Whether the same call may succeed later without anybody changing anything.
  public boolean passing() {
    return switch (kind) {
      case UNREACHABLE, HOST_FAULT, RATE_LIMITED -> true;
      case ABSENT, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, GONE, REFUSED, UNEXPECTED, INTERRUPTED -> false;
    };
  }

  /// The sentence for the user.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
