package dev.slipway.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.verify.sigstore.Accepted;
import dev.slipway.verify.sigstore.Statement;
import java.util.ArrayList;
import java.util.List;

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

  private static void add(List<Evidence> evidence, String what, JsonNode value) {
    if (value.isTextual() && !value.asText().isEmpty()) {
      evidence.add(new Evidence(what, value.asText()));
    }
  }
}
