package dev.slipway.target.audit;

import dev.slipway.fact.Finding;
import java.util.Optional;

/// A finding of the audit.
///
/// @param patch  a ready change, where there is one
/// @param exempt why it weighs nothing, where people leave it as it is
public record AuditFinding(Finding finding, Optional<YamlPatch> patch, Optional<Exemption> exempt) {

  /// Whether it is to be mended.
  public boolean counts() {
    return exempt.isEmpty();
  }
}
