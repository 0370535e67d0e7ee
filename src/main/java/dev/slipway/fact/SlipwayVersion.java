package dev.slipway.fact;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/// Which Slipway this is.
public final class SlipwayVersion {
  private SlipwayVersion() {}

  /// The version this was built as, such as `0.1.0`.
  public static String number() {
    try (InputStream in = SlipwayVersion.class.getResourceAsStream("/dev/slipway/version.properties")) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(in, "the version file is part of the build"));
      return Objects.requireNonNull(properties.getProperty("version"), "the version file names it");
    } catch (IOException e) {
      throw new IllegalStateException("the version file is part of the build", e);
    }
  }
}
