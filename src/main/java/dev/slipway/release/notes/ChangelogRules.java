package dev.slipway.release.notes;

import dev.slipway.changelog.section.Mapping;
import dev.slipway.changelog.section.Rules;
import dev.slipway.fact.Problem;
import dev.slipway.gate.ReleasePolicy;

/// What a project's policy says about its changelog, as the changelog engine reads it.
public final class ChangelogRules {
  private ChangelogRules() {}

  /// The rules of a policy.
  ///
  /// @throws Problem when the policy maps a type to what is no section
  public static Rules of(ReleasePolicy policy) throws Problem {
    Rules standard = Rules.standard();
    Rules.Squash squash =
        switch (policy.changelog().squash()) {
          case WHOLE -> Rules.Squash.WHOLE;
          case SPLIT -> Rules.Squash.SPLIT;
        };
    return new Rules(Mapping.of(policy.changelog().sections()), squash, standard.zero());
  }
}
