package dev.slipway.gate;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A policy file as it was read. With a finding of severity error the policy is not to be used: a rule
/// that was misspelt would be a rule that silently does not hold.
///
/// @param policy   what it asks, as far as it could be read
/// @param findings unknown keys, wrong types and wrong values, each with line and column
public record PolicyFile(ReleasePolicy policy, List<Finding> findings) {
  /// Where a repository keeps its policy.
  public static final String NAME = ".slipway.yml";

  /// More than the reader takes, so that it can say that there is more.
  private static final int MOST_BYTES = 1 << 20;

  public PolicyFile {
    findings = List.copyOf(findings);
  }

  /// The defaults, for a repository without one.
  public static PolicyFile none() {
    return new PolicyFile(ReleasePolicy.defaults(), List.of());
  }

  /// Reads the policy of a checkout; the defaults where it has none.
  ///
  /// @throws Problem when it is there and cannot be read
  public static PolicyFile in(Path checkout) throws Problem {
    Path file = checkout.resolve(NAME);
    return Files.exists(file) ? at(file, NAME) : none();
  }

  /// Reads a policy that must be there.
  ///
  /// @param name what findings call it
  /// @throws Problem when it cannot be read
  public static PolicyFile at(Path file, String name) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      return PolicyReader.read(name, new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
