package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// The names of the files a release must carry: from the policy, or from the workflow and the last release.
public final class ExpectedNames {

  /// One file that must be there.
  ///
  /// @param shown   the name, or its pattern, for people
  /// @param matches whether a file's name is it
  /// @param target  the target it is for, where one is meant
  /// @param source  where the expectation comes from, in a few words
  public record Name(String shown, Predicate<String> matches, Optional<Target> target, String source) {}

  private ExpectedNames() {}

  /// The names for a release.
  ///
  /// @return unknown when neither the policy nor the workflow says any
  public static Known<List<Name>> of(Subject subject, Pipeline pipeline) {
    ReleasePolicy policy = subject.policy().policy();
    if (!policy.assets().isEmpty()) {
      return subject
          .version()
          .<Known<List<Name>>>map(version -> Known.of(stated(policy, subject, version), new dev.slipway.fact.Source.Stated(dev.slipway.gate.PolicyFile.NAME)))
          .orElseGet(() -> Known.unknown("no tag was chosen, so names with {version} cannot be told"));
    }
    List<Name> planned = planned(pipeline.legs().stream().map(LegState::leg).toList());
    return planned.isEmpty()
        ? Known.unknown("neither the policy nor the workflow says which files there must be")
        : Known.of(planned, new dev.slipway.fact.Source.Measured("workflow and last release"));
  }

  private static List<Name> stated(ReleasePolicy policy, Subject subject, String version) {
    List<Name> names = new ArrayList<>();
    for (String pattern : policy.assets()) {
      String filled = pattern.replace("{version}", version).replace("{tag}", subject.tag().orElse(version));
      if (filled.contains("{target}")) {
        for (String triple : policy.targets()) {
          names.add(exact(filled.replace("{target}", triple)));
        }
      } else {
        names.add(exact(filled));
      }
    }
    return List.copyOf(names);
  }

  private static Name exact(String name) {
    return new Name(name, name::equals, Optional.empty(), dev.slipway.gate.PolicyFile.NAME);
  }

  private static List<Name> planned(List<PlannedLeg> legs) {
    SequencedMap<String, Name> names = new LinkedHashMap<>();
    for (PlannedLeg leg : legs) {
      leg.assets().stream()
          .filter(asset -> asset.source() != dev.slipway.target.NameSource.UNKNOWN)
          .forEach(asset ->
              names.putIfAbsent(
                  leg.name() + " " + asset.shown(),
                  new Name(asset.shown(), asset::matches, leg.knownTarget(), asset.at().toString())));
    }
    return List.copyOf(names.values());
  }
}
