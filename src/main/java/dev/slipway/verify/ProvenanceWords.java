package dev.slipway.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.verify.sigstore.Accepted;
import dev.slipway.verify.sigstore.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an accepted bundle says, in words: which repository, workflow, ref, commit and builder.
final class ProvenanceWords {
  private ProvenanceWords() {}

  static List<Evidence> evidence(String file, Accepted accepted) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("bundle", file));
    evidence.add(new Evidence("trust root", accepted.root()));
    accepted.subjects().forEach(subject -> evidence.add(new Evidence("signed by", subject)));
    accepted.claims().forEach((claim, value) -> evidence.add(new Evidence(claim, value)));
    accepted.times().forEach(time -> evidence.add(new Evidence("signed at", time.toString())));
    accepted.logIndex().ifPresent(index -> evidence.add(new Evidence("log index", Long.toString(index))));
    accepted.statement().ifPresent(statement -> statement(statement, evidence));
    return evidence;
  }

  private static void statement(Statement statement, List<Evidence> evidence) {
    evidence.add(new Evidence("says", statement.predicateType()));
    JsonNode predicate = statement.predicate();
    JsonNode one = predicate.path("buildDefinition");
    JsonNode workflow = one.path("externalParameters").path("workflow");
    add(evidence, "built from", workflow.path("repository"));
    add(evidence, "workflow", workflow.path("path"));
    add(evidence, "at ref", workflow.path("ref"));
    add(evidence, "at commit", one.path("resolvedDependencies").path(0).path("digest").path("gitCommit"));
    add(evidence, "built by", predicate.path("runDetails").path("builder").path("id"));
    JsonNode source = predicate.path("invocation").path("configSource");
    add(evidence, "built from", source.path("uri"));
    add(evidence, "workflow", source.path("entryPoint"));
    add(evidence, "at commit", source.path("digest").path("sha1"));
    add(evidence, "built by", predicate.path("builder").path("id"));
    add(evidence, "released in", predicate.path("repository"));
    add(evidence, "released as", predicate.path("tag"));
  }

  /// The repository a statement says the files were built from, where the certificate of who says so names another: a workflow may
  /// attest whatever words it likes, and only its certificate was written by somebody else.
  static Optional<String> contradicting(Accepted accepted) {
    String certified = accepted.claims().getOrDefault("repository", "");
    return certified.isEmpty() ? Optional.empty() : otherThan(certified, accepted);
  }

  /// The repository an attestation says it was built from, where that is another than this; empty also where it says none.
  static Optional<String> otherThan(String repository, Accepted accepted) {
    if (accepted.statement().isEmpty()) {
      return Optional.empty();
    }
    JsonNode predicate = accepted.statement().get().predicate();
    return Stream.of(
            predicate.path("buildDefinition").path("externalParameters").path("workflow").path("repository"),
            predicate.path("invocation").path("configSource").path("uri"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(said -> !said.isEmpty() && !address(said).equals(address(repository)))
        .findFirst();
  }

  /// An address of a repository without what is written around it: `git+https://host/owner/name.git@refs/tags/v1`.
  /// The ref an attestation says was built, where it is another than this and its commit is another too; empty also where it says none.
  static Optional<String> otherRefThan(String ref, Optional<String> commit, Accepted accepted) {
    JsonNode definition = accepted.statement().<JsonNode>map(Statement::predicate).orElseGet(MissingNode::getInstance).path("buildDefinition");
    JsonNode source = accepted.statement().<JsonNode>map(Statement::predicate).orElseGet(MissingNode::getInstance).path("invocation").path("configSource");
    String uri = source.path("uri").asText("");
    String said = definition.path("externalParameters").path("workflow").path("ref").asText(uri.substring(uri.lastIndexOf('@') + 1));
    boolean sameCommit =
        commit.isPresent()
            && Stream.of(definition.path("resolvedDependencies").path(0).path("digest").path("gitCommit"), source.path("digest").path("sha1"))
                .anyMatch(its -> its.asText("").equals(commit.get()));
    return Optional.of(said).filter(its -> its.startsWith("refs/") && !its.equals(ref) && !sameCommit);
  }

  private static String address(String said) {
    String bare = said.startsWith("git+") ? said.substring(4) : said;
    int ref = bare.indexOf('@', bare.indexOf("://") + 1);
    String whole = (ref < 0 ? bare : bare.substring(0, ref)).toLowerCase(Locale.ROOT);
    String trimmed = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    return trimmed.endsWith(".git") ? trimmed.substring(0, trimmed.length() - 4) : trimmed;
  }

  private static void add(List<Evidence> evidence, String what, JsonNode value) {
    if (value.isTextual() && !value.asText().isEmpty()) {
      evidence.add(new Evidence(what, value.asText()));
    }
  }
}
