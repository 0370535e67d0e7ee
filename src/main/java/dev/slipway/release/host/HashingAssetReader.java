package dev.slipway.release.host;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Download;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/// Reads assets in a stream and keeps nothing but their digest.
public final class HashingAssetReader implements AssetReader {
  private static final int BUFFER = 256 * 1024;

  private final Forge forge;
  private final Visitor visitor;
  private final HostCalls host;

  /// Somebody who may see the repository and wants a file.
  @FunctionalInterface
  public interface Visitor {
    Download open(RepositoryName repository, String tag, Asset asset) throws ForgeException;

    /// Anybody, who follows the public address.
    static Visitor anybody(Forge withoutToken, Repository repository) {
      return (_, tag, asset) -> withoutToken.openPublicly(repository, tag, asset.name());
    }

    /// A member of a private repository, whose public addresses want a browser that is signed in.
    static Visitor member(Forge withToken) {
      return (repository, _, asset) -> withToken.download(repository, asset, 0);
    }
  }

  /// One call to the host that opens bytes.
  @FunctionalInterface
  private interface Opening {
    Download open() throws ForgeException;
  }

  /// @param forge   the host with the token in use
  /// @param visitor who reads what was published
  public HashingAssetReader(Forge forge, Visitor visitor, HostCalls host) {
    this.forge = forge;
    this.visitor = visitor;
    this.host = host;
  }

  @Override
  public Digest signedIn(RepositoryName repository, Asset asset, Progress progress)
      throws Problem, ForgeException, Cancelled {
    return read(() -> forge.download(repository, asset, 0), asset, progress);
  }

  @Override
  public Digest asPublic(RepositoryName repository, String tag, Asset asset, Progress progress)
      throws Problem, ForgeException, Cancelled {
    return read(() -> visitor.open(repository, tag, asset), asset, progress);
  }

  private Digest read(Opening opening, Asset asset, Progress progress)
      throws Problem, ForgeException, Cancelled {
    progress.phase("reading " + asset.name() + " back");
    Optional<Digest> digest = host.call(progress, () -> hash(opening, asset, progress));
    if (digest.isEmpty()) {
      throw new Cancelled();
    }
    return digest.get();
  }

  /// Empty when it was cancelled.
  private static Optional<Digest> hash(Opening opening, Asset asset, Progress progress)
      throws ForgeException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER];
    try (Download download = opening.open()) {
      if (isPage(download.contentType()) && !isPage(asset.contentType())) {
        throw new ForgeException(
            ForgeException.Kind.UNEXPECTED, 200,
            "A web page came in place of %s, as from a network that wants you to sign in, or a filter on the way.".formatted(asset.name()),
            Optional.empty(), null);
      }
      for (int n = download.bytes().read(buffer); n >= 0; n = download.bytes().read(buffer)) {
        if (progress.isCancelled()) {
          return Optional.empty();
        }
        sha256.update(buffer, 0, n);
      }
    } catch (ForgeException e) {
      throw e;
    } catch (InterruptedIOException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ForgeException(
          ForgeException.Kind.UNREACHABLE, 0, "The download of " + asset.name() + " broke off.", Optional.empty(), e);
    }
    return Optional.of(Digest.of(Digest.Algorithm.SHA256, sha256.digest()));
  }

  private static boolean isPage(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
