package dev.slipway.cli;

import dev.slipway.fact.OutsideText;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.task.Cancelled;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tells on the command line what went wrong, and which exit code that is.
final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /// Prints one sentence.
  ///
  /// @return the exit code
  static int explain(Throwable cause, PrintWriter err) {
    return switch (cause) {
      case Problem problem -> {
        err.println("slipway: " + shown(problem.sentence()));
        yield Exit.of(problem);
      }
      case ForgeException failure -> {
        err.println("slipway: " + shown(failure.sentence()));
        yield Exit.OUT_OF_REACH;
      }
      case Cancelled _, InterruptedException _, InterruptedIOException _ -> {
        err.println("slipway: interrupted; nothing was left half-written.");
        yield Exit.INTERRUPTED;
      }
      default -> {
        String code = String.format(Locale.ROOT, "%08X", fingerprint(cause));
        LOG.log(System.Logger.Level.DEBUG, "bug " + code, cause);
        err.println(
            "slipway: This should not have happened (code %s: %s). Report it with what you ran.".formatted(code, cause));
        yield Exit.OUT_OF_REACH;
      }
    };
  }

  /// A sentence may name what a file or a host calls itself; its own line breaks stay.
  private static String shown(String sentence) {
    return sentence.lines().map(OutsideText::plain).collect(Collectors.joining(System.lineSeparator()));
  }

  /// The same number for the same fault, whatever the message says.
  private static int fingerprint(Throwable fault) {
    int hash = fault.getClass().getName().hashCode();
    StackTraceElement[] trace = fault.getStackTrace();
    for (int i = 0; i < Math.min(3, trace.length); i++) {
      hash = hash * 31 + (trace[i].getClassName() + trace[i].getMethodName()).hashCode();
    }
    return hash;
  }
}
