package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.verify.Verifier;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// `slipway verify FOLDER|MANIFEST` and its most used options without the parser of command lines: reading the options of
/// every command takes longer than hashing a small release. Anything else is left to the parser.
public final class QuickVerify {
  private QuickVerify() {}

  /// Runs the command line if it is of that form.
  ///
  /// @return the exit code; empty when it is of another form and nothing was done
  public static OptionalInt run(Terminal terminal, String... arguments) {
    if (arguments.length < 2 || !arguments[0].equals("verify")) {
      return OptionalInt.empty();
    }
    VerifyCommand command = new VerifyCommand(terminal);
    for (int i = 1; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("--json")) {
        command.json = true;
      } else if (argument.equals("--allow-unlisted") && i + 1 < arguments.length && plain(arguments[i + 1])) {
        command.allowUnlisted.add(arguments[++i]);
      } else if (argument.equals("--repo") && i + 1 < arguments.length && plain(arguments[i + 1])) {
        command.repository = Optional.of(arguments[++i]);
      } else if (argument.equals("--tag") && i + 1 < arguments.length && plain(arguments[i + 1])) {
        command.tag = Optional.of(arguments[++i]);
      } else if (argument.equals("--trusted-root") && i + 1 < arguments.length && plain(arguments[i + 1])) {
        command.trustedRoots.add(Path.of(arguments[++i]));
      } else if (argument.equals("--key") && i + 1 < arguments.length && plain(arguments[i + 1])) {
        command.keys.add(Path.of(arguments[++i]));
      } else if (plain(argument) && command.subject.isEmpty()) {
        command.subject = argument;
      } else {
        return OptionalInt.empty();
      }
    }
    if (command.subject.isEmpty()) {
      return OptionalInt.empty();
    }
    Verifier.warmUp();
    int code;
    try {
      code = command.call();
    } catch (Problem | Cancelled | RuntimeException e) {
      code = Failures.explain(e, terminal.err());
    }
    terminal.out().flush();
    terminal.err().flush();
    return OptionalInt.of(code);
  }

  /// What the parser would take as it stands: no option, no file of arguments, no quotes.
  private static boolean plain(String argument) {
    return !argument.isEmpty() && "-@\"'".indexOf(argument.charAt(0)) < 0;
  }
}
