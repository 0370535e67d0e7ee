package dev.slipway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version this was built as.
final class Version implements IVersionProvider {

  /// The version alone, such as `0.1.0`.
  static String number() {
    try (InputStream in = Version.class.getResourceAsStream("/dev/slipway/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("the version file is part of the build", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"slipway " + number()};
  }
}
