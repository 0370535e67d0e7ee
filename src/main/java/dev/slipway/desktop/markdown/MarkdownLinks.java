package dev.slipway.desktop.markdown;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where links lead.
///
/// @param page the page of the repository on its host, such as `https://github.com/clawft/weft`, as it is known when a
///             link is drawn; empty offline
/// @param open opens a page in the browser
public record MarkdownLinks(Supplier<Optional<URI>> page, Consumer<URI> open) {

  /// Links of one repository.
  public MarkdownLinks(Optional<URI> repository, Consumer<URI> open) {
    this(() -> repository, open);
  }

  private Optional<URI> repository() {
    return page.get();
  }

  /// Links that lead nowhere.
  public static MarkdownLinks none() {
    return new MarkdownLinks(Optional::empty, _ -> {});
  }

  /// The page of an issue or pull request; the host sends readers on from one to the other.
  Optional<URI> issue(String otherRepository, String number) {
    return repository().map(
        page -> otherRepository.isEmpty()
            ? URI.create(page + "/issues/" + number)
            : page.resolve("/" + otherRepository + "/issues/" + number));
  }

  Optional<URI> commit(String sha) {
    return repository().map(page -> URI.create(page + "/commit/" + sha));
  }

  Optional<URI> person(String login) {
    return repository().map(page -> page.resolve("/" + login));
  }

  /// An address written in the text; only web pages are opened.
  Optional<URI> written(String destination) {
    try {
      URI uri = new URI(destination);
      String scheme = uri.getScheme();
      if (scheme == null) {
        return repository().map(page -> page.resolve(page.getPath() + "/blob/HEAD/").resolve(uri));
      }
      return scheme.equals("https") || scheme.equals("http") ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
