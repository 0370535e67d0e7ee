package dev.slipway.target.audit;

import dev.slipway.fact.Finding;
import java.util.Optional;

/// A finding of the audit, with a ready change where there is one.
public record AuditFinding(Finding finding, Optional<YamlPatch> patch) {}
