package dev.slipway.desktop.control;

import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What a user is told about a failure.
///
/// @param sentence what, where, what was not harmed, what to do
/// @param code     for a fault of Slipway, a code that stays the same for the same fault; otherwise empty
/// @param details  for a fault of Slipway, what to send with a report
public record Failure(String sentence, Optional<String> code, String details) {

  /// Tells a user's problem from a fault of Slipway.
  public static Failure of(Throwable failure) {
    return switch (failure) {
      case Problem problem -> new Failure(problem.sentence(), Optional.empty(), "");
      case ForgeException forge -> new Failure(forge.sentence(), Optional.empty(), "");
      case java.nio.file.NoSuchFileException missing ->
          new Failure("There is no " + missing.getFile() + ". Nothing was changed.", Optional.empty(), "");
      case java.nio.file.AccessDeniedException denied ->
          new Failure("The system does not let Slipway at " + denied.getFile() + ". Nothing was changed there.",
              Optional.empty(), "");
      case IOException io ->
          new Failure("Reading or writing failed: " + Objects.requireNonNullElse(io.getMessage(), io.toString())
              + ". Try again.", Optional.empty(), "");
      default -> bug(failure);
    };
  }

  private static Failure bug(Throwable failure) {
    String code = code(failure);
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return new Failure(
        "This should not have happened. The release was not changed by it; the code and the details help to mend it.",
        Optional.of(code),
        "Slipway fault " + code + "\nJava " + Runtime.version() + ", " + System.getProperty("os.name") + "\n\n" + trace);
  }

  /// The place, the kind and the root: stable from one run to the next and from one machine to another.
  private static String code(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    String place = "";
    for (StackTraceElement element : root.getStackTrace()) {
      if (element.getClassName().startsWith("dev.slipway.")) {
        place = element.getClassName() + "." + element.getMethodName();
        break;
      }
    }
    return group(place) + "-" + group(root.getClass().getName()) + "-" + group(failure.getClass().getName());
  }

  private static String group(String text) {
    String digits = Integer.toUnsignedString(text.hashCode(), 36).toUpperCase(Locale.ROOT);
    String padded = "0000" + digits;
    return padded.substring(padded.length() - 4);
  }
}
