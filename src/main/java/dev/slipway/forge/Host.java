package dev.slipway.forge;

import dev.slipway.fact.Problem;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

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

  /// Reads a host as a person names it: `github.com`, `git.example.com`, an address with or without
  /// `/api/v3`, or the `http://127.0.0.1:PORT` of a rehearsal.
  ///
  /// @throws Problem when it names no host, or one that a token would reach unencrypted
  public static Host parse(String text) throws Problem {
    String typed = text.strip();
    URI address;
    try {
      address = URI.create(typed.contains("://") ? typed : "https://" + typed);
    } catch (IllegalArgumentException e) {
      throw noHost(text);
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String name = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (name.isEmpty() || !web || address.getUserInfo() != null || address.getQuery() != null) {
      throw noHost(text);
    }
    String base = scheme + "://" + name + (address.getPort() < 0 ? "" : ":" + address.getPort());
    if (loopback(name)) {
      return new Host(Kind.REHEARSAL, URI.create(base + path(address)), URI.create(base));
    }
    if (scheme.equals("http")) {
      throw Problem.wrongUse(
          "%s is not encrypted, so a token would be readable on the way. Nothing was sent; write https://%s.".formatted(base, name));
    }
    if (name.equals("github.com") || name.equals("api.github.com") || name.equals("www.github.com")) {
      return github();
    }
    if (name.endsWith(".ghe.com")) {
      String tenant = name.startsWith("api.") ? name.substring("api.".length()) : name;
      return new Host(Kind.ENTERPRISE, URI.create("https://api." + tenant), URI.create("https://" + tenant));
    }
    return new Host(Kind.ENTERPRISE, URI.create(base + "/api/v3"), URI.create(base));
  }

  private static String path(URI address) {
    String path = address.getPath() == null ? "" : address.getPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean loopback(String name) {
    return Set.of("localhost", "127.0.0.1", "[::1]", "::1").contains(name);
  }

  private static Problem noHost(String text) {
    return Problem.wrongUse(
        "\"%s\" is no host; write github.com, the name of an Enterprise Server, or http://127.0.0.1:PORT for a rehearsal."
            .formatted(text));
  }

  /// The name a person and `gh` know it by: `github.com`, `git.example.com`.
  public String name() {
    String host = String.valueOf(web.getHost());
    return web.getPort() < 0 ? host : host + ":" + web.getPort();
  }
}
