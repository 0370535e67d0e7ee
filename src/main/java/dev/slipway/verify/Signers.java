package dev.slipway.verify;

import dev.slipway.verify.sigstore.Accepted;
import dev.slipway.verify.sigstore.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Holds who signed a bundle against who should have.
final class Signers {
  static final String RELEASES = "https://dotcom.releases.github.com";
  private static final String ACTIONS = "https://token.actions.githubusercontent.com";

  /// What anybody may set off. Such a run names the newest commit of the default branch, whatever it checked out and built.
  private static final Set<String> BY_STRANGERS =
      Set.of("pull_request_target", "issue_comment", "issues", "discussion", "discussion_comment", "fork", "watch");

  private final Trust trust;

  Signers(Trust trust) {
    this.trust = trust;
  }

  /// What came of it.
  sealed interface Verdict {
    /// It is who was expected.
    record Expected() implements Verdict {}

    /// It is somebody else.
    ///
    /// @param rule     the rule that is broken
    /// @param expected who or what was expected
    record Another(String rule, String expected) implements Verdict {}

    /// Nobody was expected, or not well enough to believe it.
    ///
    /// @param missing what would have to be said
    record NobodyAsked(String missing) implements Verdict {}

    /// It is true and not what was asked for.
    ///
    /// @param why a sentence
    record NotEnough(String why) implements Verdict {}
  }

  /// Who signed, in a few words.
  static String words(Accepted accepted) {
    return accepted.subjects().isEmpty() ? "the holder of a key" : accepted.subjects().getFirst();
  }

  /// What would be pinned: the name in the certificate without the ref, which changes with every release.
  static SignerPins.Pin pin(Accepted accepted, Instant now) {
    return new SignerPins.Pin(SignerPins.withoutRef(words(accepted)), accepted.claims().getOrDefault("issuer", ""), now);
  }

  Verdict judge(Accepted accepted) {
    ExpectedSigner expected = trust.signer();
    if (expected.isNobody()) {
      return new Verdict.NobodyAsked("Say who should have signed it");
    }
    if (expected.identity().isPresent() && !accepted.subjects().contains(expected.identity().get())) {
      return new Verdict.Another("wrong-signer", expected.identity().get());
    }
    if (expected.issuer().isPresent() && !expected.issuer().get().equals(accepted.claims().get("issuer"))) {
      return new Verdict.Another("wrong-issuer", "somebody vouched for by " + expected.issuer().get());
    }
    // GitHub vouches for its own statements itself: whoever logged in somewhere for that name is somebody else.
    boolean release = accepted.subjects().equals(List.of(RELEASES)) && !accepted.claims().containsKey("issuer");
    if (expected.repository().isPresent()) {
      String repository = expected.repository().get();
      if (release ? !isReleaseOf(repository, accepted) : !isBuildOf(repository, accepted)) {
        return new Verdict.Another("wrong-signer", repository);
      }
    }
    Optional<Verdict> elsewhere = (release ? tagged(accepted) : built(accepted)).or(() -> forAnybody(release, accepted));
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    if (expected.isMailWithoutIssuer()) {
      return new Verdict.NobodyAsked("Anybody who can vouch for an address could have vouched for it: say who must have, with an issuer");
    }
    SignerPins.Pin now = pin(accepted, Instant.EPOCH);
    if (trust.pin().isPresent()) {
      SignerPins.Pin pinned = trust.pin().get();
      if (release) {
        // Whoever may upload files can publish them, and GitHub says so.
        return new Verdict.NotEnough(
            "It says what was released, and not who built it: that is for %s, pinned since %s, to say.".formatted(pinned.signer(), pinned.since()));
      }
      if (!pinned.signer().equals(now.signer()) || !pinned.issuer().equals(now.issuer())) {
        return new Verdict.Another("signer-changed", "%s, pinned since %s,".formatted(pinned.signer(), pinned.since()));
      }
    }
    return new Verdict.Expected();
  }

  /// A statement of GitHub itself about the assets of an immutable release; there is none for other hosts.
  private static boolean isReleaseOf(String repository, Accepted accepted) {
    String path = repository.replaceFirst("^https://github\\.com/", "");
    return !path.equals(repository)
        && accepted.statement()
            .filter(Statement::isRelease)
            .map(statement -> statement.predicate().path("repository").asText(""))
            .filter(path::equalsIgnoreCase)
            .isPresent();
  }

  private static boolean isBuildOf(String repository, Accepted accepted) {
    String issuer = accepted.claims().getOrDefault("issuer", "");
    boolean actions =
        repository.toLowerCase(Locale.ROOT).startsWith("https://github.com/")
            ? issuer.equals(ACTIONS) || issuer.startsWith(ACTIONS + "/")
            : issuer.equals("https://token.actions." + repository.replaceFirst("^https?://([^/]+)/.*", "$1"));
    return actions && repository.equalsIgnoreCase(accepted.claims().getOrDefault("repository", ""));
  }

  /// Everybody's release is signed by the same name, and a workflow that others may call signs for whoever called it.
  private Optional<Verdict> forAnybody(boolean release, Accepted accepted) {
    if (trust.signer().repository().isPresent()) {
      return Optional.empty();
    }
    if (release) {
      return Optional.of(new Verdict.NobodyAsked("GitHub signs so for every repository: say which one must have released it"));
    }
    String built = accepted.claims().getOrDefault("repository", "");
    String name = trust.signer().identity().orElse("");
    boolean called = !built.isEmpty() && host(built).equals(host(name)) && !name.regionMatches(true, 0, built + "/", 0, built.length() + 1);
    return called
        ? Optional.of(
            new Verdict.NobodyAsked("Others may call that workflow, and here %s did: say which repository must have been built".formatted(built)))
        : Optional.empty();
  }

  private static String host(String address) {
    return address.replaceFirst("(?i)^(https?://[^/]+/).*", "$1").toLowerCase(Locale.ROOT);
  }

  /// Hosts ignore the case of a repository's name, and not that of a path in it: `Release.yml` is another file than `release.yml`.
  private static boolean isWorkflow(String name, String repository, String path) {
    return name.regionMatches(true, 0, repository + "/", 0, repository.length() + 1) && name.startsWith(path + "@", repository.length() + 1);
  }

  /// What the holder of a key says must be what was asked for, where it says so.
  Verdict judgeByKey(Accepted accepted) {
    ExpectedSigner expected = trust.signer();
    Optional<String> another = expected.repository().flatMap(url -> ProvenanceWords.otherThan(url, accepted));
    if (another.isPresent()) {
      return new Verdict.Another("wrong-source", "a build of %s, and it says %s,".formatted(expected.repository().get(), another.get()));
    }
    Optional<String> ref = expected.tag().flatMap(tag -> ProvenanceWords.otherRefThan("refs/tags/" + tag, expected.commit(), accepted));
    return ref.<Verdict>map(said -> new Verdict.Another("wrong-ref", "a build of %s, and it says %s,".formatted(expected.tag().get(), said)))
        .orElseGet(Verdict.Expected::new);
  }

  private Optional<Verdict> tagged(Accepted accepted) {
    String tag = accepted.statement().map(statement -> statement.predicate().path("tag").asText("")).orElse("");
    return trust.signer().tag().filter(expected -> !expected.equals(tag))
        .map(expected -> new Verdict.Another("wrong-ref", "the release " + expected));
  }

  /// The workflow that was started is the build config; the signer may be a workflow it calls.
  private Optional<Verdict> built(Accepted accepted) {
    ExpectedSigner expected = trust.signer();
    if (expected.workflow().isPresent()) {
      String repository = expected.repository().orElse(accepted.claims().getOrDefault("repository", ""));
      String config = accepted.claims().getOrDefault("build config", "");
      if (Stream.concat(accepted.subjects().stream(), Stream.of(config)).noneMatch(name -> isWorkflow(name, repository, expected.workflow().get()))) {
        return Optional.of(new Verdict.Another("wrong-workflow", expected.workflow().get()));
      }
    }
    if (expected.tag().isPresent()) {
      boolean ref = ("refs/tags/" + expected.tag().get()).equals(accepted.claims().get("ref"));
      boolean commit =
          expected.commit().filter(sha -> sha.equals(accepted.claims().get("commit"))).isPresent()
              && !BY_STRANGERS.contains(accepted.claims().getOrDefault("trigger", ""));
      if (!ref && !commit) {
        return Optional.of(
            new Verdict.Another(
                "wrong-ref",
                "a build of %s, and it built %s,".formatted(expected.tag().get(), accepted.claims().getOrDefault("ref", "another ref"))));
      }
    }
    return Optional.empty();
  }
}
