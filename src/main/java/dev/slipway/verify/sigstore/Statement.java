package dev.slipway.verify.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.verify.sigstore.Refused.Step;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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

  /// The names it gives a file; empty when it is about others.
  public List<String> names(Artifact artifact) {
    List<String> names = new ArrayList<>();
    for (Subject subject : subjects) {
      int same = 0;
      int other = 0;
      for (String[] pair : new String[][] {{"sha256", "SHA-256"}, {"sha384", "SHA-384"}, {"sha512", "SHA-512"}}) {
        String stated = subject.digests().get(pair[0]);
        Optional<byte[]> own = artifact.digest(pair[1]);
        if (stated != null && own.isPresent()) {
          boolean equal = HexFormat.of().formatHex(own.get()).equals(stated);
          same += equal ? 1 : 0;
          other += equal ? 0 : 1;
        }
      }
      // A subject with the digests of two files is about neither.
      if (same > 0 && other == 0) {
        names.add(subject.name());
      }
    }
    return names;
  }

  /// The name by which it means another file, of two that bear one: this file is in it, and by other names alone.
  ///
  /// @param name     what the file is called
  /// @param uploaded how a host would call a file of a name
  public Optional<String> nameOfAnother(String name, Artifact artifact, UnaryOperator<String> uploaded) {
    List<String> own = names(artifact);
    if (own.isEmpty() || own.stream().map(uploaded).anyMatch(name::equals)) {
      return Optional.empty();
    }
    return subjects.stream().map(Subject::name).filter(its -> uploaded.apply(its).equals(name)).findFirst();
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
