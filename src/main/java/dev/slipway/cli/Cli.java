package dev.slipway.cli;

import dev.slipway.fact.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line as a whole: which commands there are, and how failures are told.
public final class Cli {
  private final Terminal terminal;
  private final Window window;

  /// @param window what can be opened or drawn
  public Cli(Terminal terminal, Window window) {
    this.terminal = terminal;
    this.window = window;
  }

  /// The commands by name, in the order of release day.
  private Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("verify", () -> VerifyCommand.spec(terminal));
    commands.put("inspect", () -> new InspectCommand(terminal));
    commands.put("size", () -> new SizeCommand(terminal));
    commands.put("rehearse", () -> new RehearseCommand(terminal, window));
    commands.put("targets", () -> new TargetsCommand(terminal));
    commands.put("audit", () -> new AuditCommand(terminal));
    commands.put("init", () -> new InitCommand(terminal));
    commands.put(
        "changelog",
        () -> new CommandLine(new ChangelogCommand(terminal)).addSubcommand(new ChangelogLintCommand(terminal)));
    commands.put("notes", () -> new NotesCommand(terminal));
    commands.put("runs", () -> new RunsCommand(terminal));
    commands.put("dispatch", () -> new DispatchCommand(terminal));
    commands.put("watch", () -> new WatchCommand(terminal));
    commands.put("rerun", () -> new RerunCommand(terminal));
    commands.put("cancel", () -> new CancelCommand(terminal));
    commands.put("logs", () -> new LogsCommand(terminal));
    commands.put("download", () -> new DownloadCommand(terminal));
    commands.put("gates", () -> new GatesCommand(terminal));
    commands.put("publish", () -> new PublishCommand(terminal));
    commands.put("evidence", () -> new EvidenceCommand(terminal));
    return commands;
  }

  /// The parser with the command that is named, with none for the version, and otherwise with all: for a list, or a suggestion.
  /// To learn the options of all by reflection would take longer than most commands need for their work.
  private CommandLine parser(String first) {
    CommandLine parser =
        new CommandLine(Root.spec())
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExecutionExceptionHandler(this::explain)
            .setParameterExceptionHandler(this::correct);
    Map<String, Supplier<Object>> commands = commands();
    if (commands.containsKey(first) || first.equals("--version") || first.equals("-V")) {
      commands.keySet().retainAll(Set.of(first));
    }
    commands.forEach((name, command) -> parser.addSubcommand(name, command.get()));
    // Parser settings reach only the commands that are there already.
    return parser.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /// Runs one command line.
  ///
  /// @return the exit code, one of those in [Exit]
  public int run(String... arguments) {
    if (arguments.length > 1 && arguments[0].equals("verify")) {
      VerifyCommand.getReady(terminal, List.of(arguments));
    }
    int code = arguments.length == 0 ? openWindow() : parser(arguments[0]).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private int openWindow() {
    try {
      Optional<String> unavailable = window.unavailable();
      if (unavailable.isPresent()) {
        throw Problem.outOfReach(
            "No window can be opened here: %s. Use one of the commands that slipway --help lists.".formatted(unavailable.get()));
      }
      window.open(Optional.empty());
      return Exit.HOLDS;
    } catch (Problem problem) {
      terminal.err().println("slipway: " + problem.sentence());
      return Exit.of(problem);
    }
  }

  private int correct(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    terminal.err().println("slipway: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
      command.usage(terminal.err());
    }
    return Exit.WRONG_USE;
  }

  private int explain(Exception e, CommandLine command, ParseResult parsed) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return Failures.explain(cause, terminal.err());
  }
}
