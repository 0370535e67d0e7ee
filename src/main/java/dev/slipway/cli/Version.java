package dev.slipway.cli;

import dev.slipway.fact.SlipwayVersion;
import picocli.CommandLine.IVersionProvider;

/// What `slipway --version` prints.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"slipway " + SlipwayVersion.number()};
  }
}
