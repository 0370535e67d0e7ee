package dev.slipway.cli;

import dev.slipway.fact.Problem;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line as a whole: which commands there are, and how failures are told.
public final class Cli {
  private final Terminal terminal;
  private final Window window;
  private final CommandLine commands;

  /// @param window what can be opened or drawn
  public Cli(Terminal terminal, Window window) {
    this.terminal = terminal;
    this.window = window;
    commands =
        new CommandLine(new Root())
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExecutionExceptionHandler(this::explain)
            .setParameterExceptionHandler(this::correct);
    register();
    // Parser settings reach only the commands that are there already.
    commands.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /// One line for each command, in the order of release day.
  private void register() {
    commands.addSubcommand(new VerifyCommand(terminal));
    commands.addSubcommand(new InspectCommand(terminal));
    commands.addSubcommand(new SizeCommand(terminal));
    commands.addSubcommand(new RehearseCommand(terminal, window));
    commands.addSubcommand(new TargetsCommand(terminal));
    commands.addSubcommand(new AuditCommand(terminal));
    commands.addSubcommand(new InitCommand(terminal));
    commands.addSubcommand(
        new CommandLine(new ChangelogCommand(terminal)).addSubcommand(new ChangelogLintCommand(terminal)));
    commands.addSubcommand(new NotesCommand(terminal));
    commands.addSubcommand(new RunsCommand(terminal));
    commands.addSubcommand(new DispatchCommand(terminal));
    commands.addSubcommand(new WatchCommand(terminal));
    commands.addSubcommand(new LogsCommand(terminal));
    commands.addSubcommand(new DownloadCommand(terminal));
    commands.addSubcommand(new GatesCommand(terminal));
    commands.addSubcommand(new PublishCommand(terminal));
    commands.addSubcommand(new EvidenceCommand(terminal));
  }

  /// Runs one command line.
  ///
  /// @return the exit code, one of those in [Exit]
  public int run(String... arguments) {
    int code = arguments.length == 0 ? openWindow() : commands.execute(arguments);
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
