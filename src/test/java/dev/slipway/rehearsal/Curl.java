package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// Plain HTTP calls, so that these tests judge the embedded GitHub without Slipway's own client.
final class Curl {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Rehearsal rehearsal;

  Curl(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  /// An answer with its body as text.
  record Got(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    byte[] bytes() {
      return response.body();
    }

    JsonNode json() throws IOException {
      return JSON.readTree(response.body());
    }
  }

  /// A path in the repository, such as `/releases`.
  Got get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", address(path), "", headers);
  }

  Got send(String method, String path, String json, String... headers) throws IOException, InterruptedException {
    return send(method, address(path), json, headers);
  }

  Got send(String method, URI address, String json, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(
                method,
                json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
    boolean api = address.toString().startsWith(rehearsal.api().toString());
    if (api && !List.of(headers).contains("Authorization")) {
      request.header("Authorization", "Bearer " + rehearsal.token());
    }
    for (int i = 0; i + 1 < headers.length; i += 2) {
      if (!headers[i + 1].isEmpty()) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    return new Got(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
  }

  Got upload(String uploadUrl, String name, byte[] bytes) throws IOException, InterruptedException {
    URI address = URI.create(uploadUrl.replace("{?name,label}", "?name=" + Addresses.encoded(name)));
    return new Got(
        client.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + rehearsal.token())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray()));
  }

  URI address(String path) {
    return path.startsWith("/user") || path.startsWith("/rate_limit")
        ? URI.create(rehearsal.api() + path)
        : URI.create(rehearsal.api() + "/repos/" + rehearsal.repository() + path);
  }
}
