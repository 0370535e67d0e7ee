package dev.slipway.forge.github;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an address leads: scheme, host and port. A token goes to an origin that was vouched for, and to
/// no other; a second port on the same machine is another origin.
///
/// @param scheme `http` or `https`
/// @param host   the host name in lower case
/// @param port   the port, also where the address leaves it out
record Origin(String scheme, String host, int port) {

  /// The origin of an address; empty when the address is no absolute http(s) address, or carries a user name.
  static Optional<Origin> of(@Nullable URI address) {
    if (address == null || address.getScheme() == null || address.getHost() == null || address.getUserInfo() != null) {
      return Optional.empty();
    }
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
    return Optional.of(new Origin(scheme, address.getHost().toLowerCase(Locale.ROOT), port));
  }

  /// Whether uploads of an API at this origin may go to the other one: the same origin, as on Enterprise
  /// Server, or `uploads.X` beside `api.X`, as on github.com and ghe.com.
  boolean vouchesForUploads(Origin other) {
    boolean sibling =
        host.startsWith("api.") && other.host.equals("uploads." + host.substring("api.".length()))
            && scheme.equals(other.scheme) && port == other.port;
    return equals(other) || sibling;
  }

  /// Whether going on from here to the other would give up encryption.
  boolean weakenedBy(Origin other) {
    return scheme.equals("https") && other.scheme.equals("http");
  }

  /// `host`, or `host:port` where the port is not the usual one: what a user reads.
  @Override
  public String toString() {
    boolean usual = scheme.equals("https") ? port == 443 : port == 80;
    return usual ? host : host + ":" + port;
  }
}
