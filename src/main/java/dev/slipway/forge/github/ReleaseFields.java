package dev.slipway.forge.github;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Release;
import java.net.URI;

/// Reads what the API says about releases and their assets.
///
/// @param web the host's own page, in place of a link that leads elsewhere than to the web
record ReleaseFields(URI web) {

  Release release(Fields f) {
    return new Release(
        f.number("id"),
        f.text("tag_name"),
        f.textOrEmpty("name"),
        f.textOrEmpty("body"),
        f.flag("draft"),
        f.flag("prerelease"),
        f.flag("immutable", false),
        f.textOrEmpty("target_commitish"),
        f.time("created_at"),
        f.timeIfAny("published_at"),
        f.objects("assets").stream().map(this::asset).toList(),
        f.link("html_url", web));
  }

  Asset asset(Fields f) {
    return new Asset(
        f.number("id"),
        f.text("name"),
        f.textOrEmpty("label"),
        f.size("size"),
        Digest.parse(f.textOrEmpty("digest")),
        Asset.State.of(f.text("state")),
        f.textOrEmpty("content_type"),
        f.time("updated_at"),
        f.link("browser_download_url", web));
  }
}
