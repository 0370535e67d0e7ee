package dev.slipway.forge.github;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/// The host's answer to an [Ask], with its body whole and unpacked.
///
/// @param status  the HTTP status
/// @param headers its header fields
/// @param body    its body
record Answer(int status, HttpHeaders headers, byte[] body) {

  boolean ok() {
    return status >= 200 && status < 300;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
