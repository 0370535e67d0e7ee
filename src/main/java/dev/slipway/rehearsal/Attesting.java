package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Writes down of files which run built them, and has that signed: what `actions/attest-build-provenance` does (SLSA provenance 1.0).
///
/// @param authority signs
/// @param addresses of the host, which names repository and workflow
record Attesting(AttestationAuthority authority, Addresses addresses) {

  /// The bundle for files of a run.
  ///
  /// @param sha256 the digest of each file by its name
  ObjectNode bundle(HostedRepository repository, RunState run, SequencedMap<String, String> sha256) throws IOException {
    String home = addresses.page(repository.project().repository(), "");
    String workflow = home + "/" + run.workflow.path() + "@" + run.ref;
    String invocation = "%s/actions/runs/%d/attempts/%d".formatted(home, run.id, run.attempt);
    Map<Integer, String> claims = new LinkedHashMap<>();
    claims.put(8, "https://token.actions." + addresses.web().getAuthority());
    claims.put(9, workflow);
    claims.put(10, run.head.sha());
    claims.put(11, "github-hosted");
    claims.put(12, home);
    claims.put(13, run.head.sha());
    claims.put(14, run.ref);
    claims.put(16, home.substring(0, home.lastIndexOf('/')));
    claims.put(18, workflow);
    claims.put(20, run.event);
    claims.put(21, invocation);
    claims.put(22, "public");
    return authority.bundle(statement(home, run, invocation, sha256).toString(), workflow, claims);
  }

  private static ObjectNode statement(String home, RunState run, String invocation, SequencedMap<String, String> sha256) {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    ArrayNode subjects = statement.putArray("subject");
    sha256.forEach((name, digest) -> subjects.addObject().put("name", name).putObject("digest").put("sha256", digest));
    statement.put("predicateType", "https://slsa.dev/provenance/v1");
    ObjectNode build = statement.putObject("predicate").putObject("buildDefinition");
    build.put("buildType", "https://actions.github.io/buildtypes/workflow/v1");
    build.putObject("externalParameters").putObject("workflow")
        .put("ref", run.ref).put("repository", home).put("path", run.workflow.path());
    build.putArray("resolvedDependencies").addObject()
        .put("uri", "git+%s@%s".formatted(home, run.ref)).putObject("digest").put("gitCommit", run.head.sha());
    ObjectNode details = ((ObjectNode) statement.get("predicate")).putObject("runDetails");
    details.putObject("builder").put("id", home + "/" + run.workflow.path() + "@" + run.ref);
    details.putObject("metadata").put("invocationId", invocation);
    return statement;
  }
}
