package dev.slipway.desktop.targets;

import dev.slipway.fact.Position;
import dev.slipway.target.audit.AuditFinding;
import java.util.List;

/// What the Targets page asks for. All methods return at once.
public interface TargetsRequests {

  /// Reads the workflows again and checks them.
  void reread();

  /// Reads what became of each target in earlier releases, and shows it on the page.
  void readHistory();

  /// Writes a release workflow and its policy into a checkout that is chosen next.
  ///
  /// @param project the project's name, the first part of every asset's name
  /// @param binary  the executable's name
  /// @param triples the targets
  void writeWorkflow(String project, String binary, List<String> triples);

  /// Leaves a finding as it is, in the policy file of a checkout that is chosen next.
  ///
  /// @param reason why
  void ignore(AuditFinding finding, String reason);

  /// Shows a line of a workflow file on the host.
  void openLine(Position at);
}
