package dev.slipway.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The dated table of GitHub's runner labels. A bundled copy comes with the program and goes stale within
/// months, so its date is always shown, and the user may give a newer one.
public final class RunnerLabels {
  private static final int MOST_BYTES = 1 << 20;

  private final String asOf;
  private final Map<String, RunnerLabel> labels;
  private final List<String> thirdPartyPrefixes;
  private final List<String> selfHosted;

  private RunnerLabels(
      String asOf, Map<String, RunnerLabel> labels, List<String> thirdPartyPrefixes, List<String> selfHosted) {
    this.asOf = asOf;
    this.labels = labels;
    this.thirdPartyPrefixes = thirdPartyPrefixes;
    this.selfHosted = selfHosted;
  }

  /// The copy that comes with the program.
  public static RunnerLabels bundled() {
    try (InputStream in = RunnerLabels.class.getResourceAsStream("runner-labels.json")) {
      if (in == null) {
        throw new IllegalStateException("runner-labels.json is missing from the program");
      }
      return of(RunnerLabelTable.read(in));
    } catch (IOException e) {
      throw new IllegalStateException("runner-labels.json of the program cannot be read", e);
    }
  }

  /// Reads a table the user gives, in the form of the bundled one.
  ///
  /// @throws Problem when it cannot be read or is no such table
  public static RunnerLabels read(Path file) throws Problem {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Problem.wrongUse("%s is too large for a table of runner labels. Nothing was read; give the right file.".formatted(file));
      }
      RunnerLabelTable table;
      try (InputStream in = Files.newInputStream(file)) {
        table = RunnerLabelTable.read(in);
      }
      if (table.asOf().isEmpty() || table.labels().isEmpty()) {
        throw Problem.wrongUse(
            "%s is no table of runner labels: it lacks asOf or labels. The bundled table stays in use.".formatted(file));
      }
      return of(table);
    } catch (JsonProcessingException e) {
      throw Problem.wrongUse(
          "%s is no JSON: %s. The bundled table stays in use.".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw Problem.outOfReach(
          "%s could not be read: %s. The bundled table stays in use.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  private static RunnerLabels of(RunnerLabelTable table) {
    Map<String, RunnerLabel> labels = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    table.labels().forEach(label -> labels.put(label.label(), label));
    String asOf = table.asOf().orElse("");
    return new RunnerLabels(
        asOf.length() >= 10 ? asOf.substring(0, 10) : asOf, labels, table.thirdPartyPrefixes(), table.selfHosted());
  }

  /// The date the table holds for, `2026-11-21`.
  public String asOf() {
    return asOf;
  }

  /// Every label.
  public List<RunnerLabel> all() {
    return List.copyOf(labels.values());
  }

  /// The label of GitHub's with this name; empty for a self-hosted, third-party or unknown one.
  public Optional<RunnerLabel> find(String label) {
    return Optional.ofNullable(labels.get(label));
  }

  /// The first of a job's labels that is GitHub's; none for a self-hosted runner, which may carry any label.
  public Optional<RunnerLabel> hosted(List<String> runsOn) {
    return runsOn.stream().anyMatch(this::isSelfHosted) ? Optional.empty() : runsOn.stream().flatMap(l -> find(l).stream()).findFirst();
  }

  /// Whether a label belongs to a known third party.
  public boolean isThirdParty(String label) {
    return thirdPartyPrefixes.stream().anyMatch(p -> label.toLowerCase(Locale.ROOT).startsWith(p));
  }

  /// Whether a label is one of those every self-hosted runner has.
  public boolean isSelfHosted(String label) {
    return selfHosted.stream().anyMatch(label::equalsIgnoreCase);
  }
}
