package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Starts rehearsals for a test, closes them after it, and fails the test when an exchange broke the contract with
/// GitHub's API.
///
/// ```java
/// @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
///
/// var rehearsal = github.start(Project.MESHC);
/// ```
public final class RehearsalFixture implements AfterEachCallback {
  private final List<Rehearsal> open = new ArrayList<>();
  private final Contract contract = new Contract();

  /// Starts a rehearsal in which nothing goes wrong.
  public Rehearsal start(Project project) {
    return start(project, Fault.NONE);
  }

  /// Starts a rehearsal at the tests' pace.
  public Rehearsal start(Project project, Fault fault) {
    return start(project, fault, Pace.TESTS);
  }

  /// Starts a rehearsal.
  public Rehearsal start(Project project, Fault fault, Pace pace) {
    try {
      Rehearsal rehearsal = Rehearsal.start(project, fault, pace, contract);
      open.add(rehearsal);
      return rehearsal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What broke the contract so far.
  public List<String> violations() {
    return contract.violations();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    open.forEach(Rehearsal::close);
    open.clear();
    assertThat(contract.violations()).as("exchanges that GitHub's API description does not allow").isEmpty();
  }
}
