package dev.slipway.release;

import dev.slipway.gate.ReleasePolicy;
import dev.slipway.verify.Requirements;
import dev.slipway.verify.Rules;
import dev.slipway.verify.identity.IdentityRules;
import java.util.Optional;

/// What a policy asks of files: which need not be listed, what archives hold and what programs are.
public final class PolicyRules {
  private PolicyRules() {}

  /// The rules of a policy, with nobody in particular believed.
  ///
  /// @param version what programs must say of themselves, where that is known
  public static Rules of(ReleasePolicy policy, Optional<String> version) {
    Requirements requirements =
        new Requirements(
            policy.archives().contains(), policy.archives().binary(), policy.binaries().stripped(), policy.binaries().forbid(),
            policy.binaries().require().stream().map(rule -> new IdentityRules.Required(rule.target(), rule.text())).toList(), version);
    return Rules.strict().allowing(policy.checksums().allowUnlisted()).requiring(requirements);
  }
}
