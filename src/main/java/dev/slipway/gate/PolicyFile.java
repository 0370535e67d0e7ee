package dev.slipway.gate;

import dev.slipway.fact.Finding;
import java.util.List;

/// A policy file as it was read. With a finding of severity error the policy is not to be used: a rule
/// that was misspelt would be a rule that silently does not hold.
///
/// @param policy   what it asks, as far as it could be read
/// @param findings unknown keys, wrong types and wrong values, each with line and column
public record PolicyFile(ReleasePolicy policy, List<Finding> findings) {
  /// Where a repository keeps its policy.
  public static final String NAME = ".slipway.yml";

  public PolicyFile {
    findings = List.copyOf(findings);
  }
}
