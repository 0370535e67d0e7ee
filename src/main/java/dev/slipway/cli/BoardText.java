package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateState;
import java.io.PrintWriter;

/// The board on a terminal and as JSON.
final class BoardText {
  private BoardText() {}

  /// Prints one row for each gate, with its findings below it.
  static void print(PrintWriter out, Board board) {
    out.printf("%-10s %-20s %-6s %-24s %s%n", "STATUS", "GATE", "POLICY", "REQUIRED", "MEASURED");
    for (Gate gate : board.gates()) {
      String measured = gate.measured() + (gate.detail().isEmpty() ? "" : " (" + gate.detail() + ")");
      out.printf("%-10s %-20s %-6s %-24s %s%n", word(gate), gate.id().title(), gate.policy().word(), gate.required(), measured);
      if (gate.blocks()) {
        gate.findings().forEach(finding -> {
          out.println("             " + finding.message());
          if (!finding.fix().isEmpty()) {
            out.println("             → " + finding.fix());
          }
        });
      }
    }
  }

  /// What the board says of a release that is not public yet.
  static String verdict(Board board) {
    return board.ready() ? "Ready to publish." : "Not ready: " + board.obstacle() + ".";
  }

  private static String word(Gate gate) {
    return switch (gate.state()) {
      case GateState.Passed _ -> "Passed";
      case GateState.Failed _ -> switch (gate.policy()) {
        case BLOCK -> "Blocking";
        case WARN -> "Warning";
        case INFO -> "For info";
      };
      case GateState.Waiting _ -> "Waiting";
      case GateState.Pending _ -> "Pending";
      case GateState.Unknown _ -> "Unknown";
      case GateState.Waived _ -> "Waived";
      case GateState.NotApplicable _ -> "–";
    };
  }

  static ObjectNode json(Gate gate) {
    ObjectNode node = Json.object();
    node.put("id", gate.id().id());
    node.put("title", gate.id().title());
    node.put("policy", gate.policy().word());
    node.put("state", gate.state().word());
    node.put("blocks", gate.blocks());
    node.put("required", gate.required());
    node.put("measured", gate.measured());
    node.put("detail", gate.detail());
    node.set("findings", Json.array(gate.findings(), Json::finding));
    return node;
  }
}
