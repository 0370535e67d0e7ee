package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Option;

/// `slipway` itself. Without a command the window opens; [dev.slipway.Slipway] sees to that before this is asked.
@Command(
    name = "slipway",
    description = "Is this release complete, correct and ready? Slipway publishes only what it has proved.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Without a command the window opens.",
      "Exit codes: 0 holds, 1 a finding or gate fails, 2 wrong use, 3 cannot reach or read something, 130 interrupted."
    })
final class Root implements Runnable {
  @Spec CommandSpec spec;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help and exit.")
  boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version and exit.")
  boolean version;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands below.");
  }
}
