package dev.slipway.forge;

import java.net.URI;

/// A code host, told apart by its base URL only.
///
/// @param kind which sort of host it is, for the badge in the window
/// @param api  the base URL of its REST API, without a slash at the end: `https://api.github.com`,
///             `https://HOST/api/v3`, `http://127.0.0.1:PORT`
/// @param web  the base URL of its pages
public record Host(Kind kind, URI api, URI web) {

  public enum Kind {
    GITHUB,
    ENTERPRISE,
    REHEARSAL
  }

  /// github.com.
  public static Host github() {
    return new Host(Kind.GITHUB, URI.create("https://api.github.com"), URI.create("https://github.com"));
  }

  /// A GitHub Enterprise Server by its host name, such as `git.example.com`.
  public static Host enterprise(String name) {
    return new Host(
        Kind.ENTERPRISE, URI.create("https://" + name + "/api/v3"), URI.create("https://" + name));
  }
}
