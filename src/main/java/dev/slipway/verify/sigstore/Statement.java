package dev.slipway.verify.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.verify.sigstore.Refused.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An in-toto statement: something said about named files.
///
/// @param predicateType what kind of thing is said, such as `https://slsa.dev/provenance/v1`
/// @param subjects      the files it is said about
/// @param predicate     what is said
public record Statement(String predicateType, List<Subject> subjects, JsonNode predicate) {

  /// A file by name and digests, the algorithm in lower case.
  public record Subject(String name, Map<String, String> digests) {}

  static Statement read(String json) throws Refused {
    Fields fields = Fields.parse(json, Step.SUBJECT);
    if (!fields.text("_type").startsWith("https://in-toto.io/Statement/")) {
      throw new Refused(Step.SUBJECT, "it is no in-toto statement");
    }
    List<Subject> subjects = new ArrayList<>();
    for (Fields subject : fields.objects("subject")) {
      Map<String, String> digests = new TreeMap<>();
      subject.object("digest").node().forEachEntry((key, value) -> digests.put(key, value.asText()));
      subjects.add(new Subject(subject.text("name", ""), digests));
    }
    return new Statement(fields.text("predicateType", ""), List.copyOf(subjects), fields.node().path("predicate"));
  }

  /// Whether this is a statement about how files were built.
  public boolean isProvenance() {
    return predicateType.startsWith("https://slsa.dev/provenance/");
  }

  /// Whether this is GitHub's statement about the assets of an immutable release.
  public boolean isRelease() {
    return predicateType.startsWith("https://in-toto.io/attestation/release/");
  }
}
