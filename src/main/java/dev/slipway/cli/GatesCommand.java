package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.gate.Board;
import dev.slipway.gate.GateId;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.Subject;
import dev.slipway.task.Cancelled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway gates`: the board of a release; exit code 1 while a gate blocks.
@Command(name = "gates", description = "Shows the gate board of a release: what is required, what was measured, what blocks.")
final class GatesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ReleaseOptions release;

  @Option(names = "--waive", paramLabel = "GATE=REASON", description = "Override a gate that does not hold, with a reason that stays in the evidence.")
  Map<String, String> waive = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print the board as one JSON document.")
  boolean json;

  GatesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, ForgeException, Cancelled {
    ReleaseSession session = release.gathered(terminal, new TerminalProgress(terminal.err()));
    for (Map.Entry<String, String> waiver : waive.entrySet()) {
      session.waive(gate(waiver.getKey()), waiver.getValue());
    }
    Board board = session.snapshot().board();
    if (json) {
      ObjectNode root = Json.object();
      root.put("release", session.snapshot().subject().tag().orElse(""));
      root.put("verdict", board.ready() ? "ready" : "blocked");
      root.set("gates", Json.array(board.gates(), BoardText::json));
      Json.print(terminal.out(), root);
    } else {
      BoardText.print(terminal.out(), board);
      Subject subject = session.snapshot().subject();
      terminal.out().println(
          board.ready() && subject.published().isPresent() ? subject.tag().orElse("The release") + " is public." : BoardText.verdict(board));
    }
    return board.ready() ? Exit.HOLDS : Exit.FINDING;
  }

  private static GateId gate(String id) throws Problem {
    return Arrays.stream(GateId.values())
        .filter(gate -> gate.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.wrongUse(
            "There is no gate \"%s\". Choose one of %s."
                .formatted(id, String.join(", ", Arrays.stream(GateId.values()).map(GateId::id).toList()))));
  }
}
