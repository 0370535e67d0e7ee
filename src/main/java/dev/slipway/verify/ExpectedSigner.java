package dev.slipway.verify;

import java.util.Optional;

/// Who should have signed in a certificate. What is empty is not asked.
///
/// @param repository the repository whose workflows may sign, as `https://github.com/owner/name`
/// @param workflow   the workflow that may, as its path in that repository
/// @param tag        the tag it must have run for
/// @param commit     the commit of that tag: a run for another ref that built this commit will do
/// @param identity   the exact name in the certificate, where no repository tells it
/// @param issuer     who must have vouched for that name
public record ExpectedSigner(
    Optional<String> repository,
    Optional<String> workflow,
    Optional<String> tag,
    Optional<String> commit,
    Optional<String> identity,
    Optional<String> issuer) {

  /// Nobody in particular: a bundle only tells who signed.
  public static ExpectedSigner nobody() {
    return new ExpectedSigner(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Any workflow of a repository.
  ///
  /// @param url such as `https://github.com/owner/name`
  public static ExpectedSigner of(String url) {
    return new ExpectedSigner(
        Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same, for one workflow.
  public ExpectedSigner in(Optional<String> path) {
    return new ExpectedSigner(repository, path, tag, commit, identity, issuer);
  }

  /// The same, for one tag and the commit it stands for, where that is known.
  public ExpectedSigner at(Optional<String> itsTag, Optional<String> itsCommit) {
    return new ExpectedSigner(repository, workflow, itsTag, itsCommit, identity, issuer);
  }

  /// The same, under one exact name, and vouched for by one issuer.
  public ExpectedSigner named(Optional<String> exactly, Optional<String> by) {
    return new ExpectedSigner(repository, workflow, tag, commit, exactly, by);
  }

  /// Who is expected, in words a person can agree to.
  public String words() {
    StringBuilder words = new StringBuilder();
    identity.ifPresent(name -> words.append(name).append(issuer.map(by -> " (vouched for by " + by + ")").orElse("")));
    repository.ifPresent(url ->
        words.append(words.isEmpty() ? "" : " and ")
            .append(workflow.map(path -> "the workflow " + path).orElse("a workflow"))
            .append(" of ").append(url)
            .append(tag.map(its -> " for the tag " + its).orElse("")));
    return words.isEmpty() ? "anybody" : words.toString();
  }

  /// A workflow's address is vouched for by its host; a mail address may be vouched for by several.
  boolean isMailWithoutIssuer() {
    return repository.isEmpty() && issuer.isEmpty() && identity.filter(name -> !name.startsWith("https://")).isPresent();
  }

  boolean isNobody() {
    return repository.isEmpty() && identity.isEmpty();
  }
}
