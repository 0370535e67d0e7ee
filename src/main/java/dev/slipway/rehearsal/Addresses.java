package dev.slipway.rehearsal;

import dev.slipway.forge.RepositoryName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where things are.
///
/// @param api the base of the API
/// @param web the base of pages and of public downloads, another port
record Addresses(URI api, URI web) {

  /// The API's address of something in a repository: `/repos/OWNER/NAME` and what follows.
  String api(RepositoryName repository, String rest) {
    return api + "/repos/" + repository + rest;
  }

  /// The page of something in a repository.
  String page(RepositoryName repository, String rest) {
    return web + "/" + repository + rest;
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
