package dev.slipway.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// `slipway` itself. Without a command the window opens; [dev.slipway.Slipway] sees to that before this is asked.
///
/// Declared in code for the reason that [VerifyOptions] has: every command line is read with it.
final class Root implements Runnable {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private Root() {}

  /// The command line without any command.
  static CommandSpec spec() {
    CommandSpec spec = new Root().spec.name("slipway").versionProvider(new Version());
    spec.usageMessage()
        .description("Is this release complete, correct and ready? Slipway publishes only what it has proved.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n")
        .footer(
            "",
            "Without a command the window opens.",
            "Exit codes: 0 holds, 1 a finding or gate fails, 2 wrong use, 3 cannot reach or read something, 130 interrupted.");
    spec.addOption(
        OptionSpec.builder("-h", "--help").type(boolean.class).usageHelp(true).scopeType(ScopeType.INHERIT)
            .description("Show this help and exit.").build());
    spec.addOption(
        OptionSpec.builder("-V", "--version").type(boolean.class).versionHelp(true).description("Print the version and exit.").build());
    return spec;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands below.");
  }
}
