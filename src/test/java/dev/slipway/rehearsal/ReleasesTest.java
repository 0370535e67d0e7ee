package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleasesTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @ParameterizedTest
  @EnumSource(Project.class)
  void twoReleasesAreThereWithTheirFiles(Project project) throws Exception {
    Curl curl = new Curl(github.start(project));
    JsonNode releases = curl.get("/releases").json();
    assertThat(releases.findValuesAsText("tag_name")).containsExactly("v0.3.2", "v0.3.1");
    assertThat(curl.get("/releases/latest").json().path("tag_name").asText()).isEqualTo("v0.3.2");
    assertThat(releases.get(0).path("body").asText()).contains("### Fixed").doesNotContain("0.3.1");
    assertThat(releases.get(0).path("assets")).hasSize(project == Project.MESHC ? 7 : 8);
    for (JsonNode asset : releases.get(0).path("assets")) {
      byte[] bytes = bytes(curl, asset);
      assertThat(bytes).hasSize(asset.path("size").asInt());
      assertThat("sha256:" + sha256(bytes)).isEqualTo(asset.path("digest").asText());
    }
  }

  @Test
  void aDraftIsInvisibleUntilItIsPublished() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Curl curl = new Curl(rehearsal);
    Curl.Got created =
        curl.send("POST", "/releases", "{\"tag_name\":\"v0.4.0\",\"target_commitish\":\"main\",\"draft\":true}");
    assertThat(created.status()).isEqualTo(201);
    long id = created.json().path("id").asLong();
    assertThat(curl.get("/releases/tags/v0.4.0").status()).isEqualTo(404);
    assertThat(curl.get("/releases/" + id, "Authorization", "").status()).isEqualTo(404);
    assertThat(curl.get("/releases", "Authorization", "").json()).hasSize(2);
    assertThat(curl.get("/releases").json().get(0).path("id").asLong()).isEqualTo(id);
    assertThat(created.json().path("html_url").asText()).contains("/untagged-");

    Curl.Got uploaded = curl.upload(created.json().path("upload_url").asText(), "a b~(1).bin", new byte[] {1, 2, 3});
    assertThat(uploaded.status()).isEqualTo(201);
    assertThat(uploaded.json().path("name").asText()).isEqualTo("a.b.1.bin");
    assertThat(uploaded.json().path("digest").asText()).isEqualTo("sha256:" + sha256(new byte[] {1, 2, 3}));
    assertThat(curl.upload(created.json().path("upload_url").asText(), "a.b.1.bin", new byte[] {1}).status())
        .isEqualTo(422);

    Curl.Got published = curl.send("PATCH", "/releases/" + id, "{\"draft\":false,\"make_latest\":\"true\"}");
    assertThat(published.status()).isEqualTo(200);
    assertThat(curl.get("/releases/latest").json().path("id").asLong()).isEqualTo(id);
    assertThat(curl.get("/git/ref/tags/v0.4.0").status()).isEqualTo(200);
    String download = published.json().path("assets").get(0).path("browser_download_url").asText();
    Curl.Got link = curl.send("GET", URI.create(download), "");
    assertThat(link.status()).isEqualTo(302);
    assertThat(curl.send("GET", URI.create(link.header("Location")), "").bytes()).containsExactly(1, 2, 3);
    assertThat(rehearsal.publicReleases()).last().satisfies(release -> {
      assertThat(release.tag()).isEqualTo("v0.4.0");
      assertThat(release.assets()).containsExactly("a.b.1.bin");
    });
    assertThat(curl.send("POST", "/releases", "{\"tag_name\":\"v0.4.0\"}").status()).isEqualTo(422);
    assertThat(curl.send("POST", "/releases", "{}").status()).isEqualTo(422);
  }

  @Test
  void assetsCanBeRenamedAndDeletedButNotOfAnImmutableRelease() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    Curl curl = new Curl(rehearsal);
    rehearsal.makeReleasesImmutable();
    assertThat(curl.get("/immutable-releases").json().path("enabled").asBoolean()).isTrue();
    JsonNode draft = curl.send("POST", "/releases", "{\"tag_name\":\"v1\",\"draft\":true}").json();
    JsonNode one = curl.upload(draft.path("upload_url").asText(), "one", new byte[] {1}).json();
    JsonNode two = curl.upload(draft.path("upload_url").asText(), "two", new byte[] {2}).json();
    String first = "/releases/assets/" + one.path("id").asLong();
    String second = "/releases/assets/" + two.path("id").asLong();
    assertThat(curl.send("PATCH", first, "{\"name\":\"two\"}").status()).isEqualTo(422);
    assertThat(curl.send("PATCH", first, "{\"name\":\"uno\"}").json().path("name").asText()).isEqualTo("uno");
    assertThat(curl.send("DELETE", second, "").status()).isEqualTo(204);
    assertThat(curl.get(second).status()).isEqualTo(404);
    JsonNode published =
        curl.send("PATCH", "/releases/" + draft.path("id").asLong(), "{\"draft\":false}").json();
    assertThat(published.path("immutable").asBoolean()).isTrue();
    assertThat(curl.upload(draft.path("upload_url").asText(), "late", new byte[] {3}).status()).isEqualTo(422);
    assertThat(curl.send("DELETE", first, "").status()).isEqualTo(422);
    assertThat(curl.send("DELETE", "/releases/" + draft.path("id").asLong(), "").status()).isEqualTo(204);
    assertThat(curl.send("POST", "/releases", "{\"tag_name\":\"v1\"}").status()).isEqualTo(422);
  }

  @Test
  void bytesComeInRangesAndWithoutTheToken() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    Curl curl = new Curl(rehearsal);
    JsonNode asset = curl.get("/releases/latest").json().path("assets").get(0);
    byte[] whole = bytes(curl, asset);
    URI link = link(curl, asset);
    Curl.Got rest = curl.send("GET", link, "", "Range", "bytes=100-");
    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.header("Content-Range")).isEqualTo("bytes 100-%d/%d".formatted(whole.length - 1, whole.length));
    assertThat(rest.bytes()).isEqualTo(java.util.Arrays.copyOfRange(whole, 100, whole.length));
    assertThat(curl.send("GET", link, "", "Range", "bytes=" + whole.length + "-").status()).isEqualTo(416);
    assertThat(curl.send("GET", link, "", "Authorization", "Bearer " + rehearsal.token()).status()).isEqualTo(400);
    assertThat(curl.send("GET", link.resolve("/blob/forged"), "").status()).isEqualTo(403);
  }

  static byte[] bytes(Curl curl, JsonNode asset) throws Exception {
    return curl.send("GET", link(curl, asset), "").bytes();
  }

  private static URI link(Curl curl, JsonNode asset) throws Exception {
    Curl.Got moved =
        curl.send("GET", URI.create(asset.path("url").asText()), "", "Accept", "application/octet-stream");
    assertThat(moved.status()).isEqualTo(302);
    return URI.create(moved.header("Location"));
  }

  static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
