package dev.slipway.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.target.RunnerLabel.Status;
import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Os;
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
      return of(new ObjectMapper().readTree(in));
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
      JsonNode table = new ObjectMapper().readTree(file.toFile());
      if (table == null || !table.path("asOf").isTextual() || !table.path("labels").isArray()) {
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

  private static RunnerLabels of(JsonNode table) {
    Map<String, RunnerLabel> labels = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode row : table.path("labels")) {
      RunnerLabel label = label(row);
      labels.put(label.label(), label);
    }
    String asOf = table.path("asOf").asText();
    return new RunnerLabels(
        asOf.length() >= 10 ? asOf.substring(0, 10) : asOf,
        labels,
        texts(table.path("thirdPartyPrefixes")),
        texts(table.path("selfHosted")));
  }

  private static List<String> texts(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static RunnerLabel label(JsonNode row) {
    Status status = Status.valueOf(row.path("status").asText("current").toUpperCase(Locale.ROOT));
    return new RunnerLabel(
        row.path("label").asText(),
        Triples.os(row.path("os").asText()).orElse(Os.NONE),
        Triples.arch(row.path("arch").asText()).orElse(Arch.X86_64),
        status,
        text(row, "alias"),
        text(row, "retired").or(() -> text(row, "deprecated")),
        text(row, "retires"),
        text(row, "replace"),
        text(row, "source"));
  }

  private static Optional<String> text(JsonNode row, String field) {
    return row.hasNonNull(field) ? Optional.of(row.get(field).asText()) : Optional.empty();
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

  /// The first of a job's labels that is GitHub's.
  public Optional<RunnerLabel> hosted(List<String> runsOn) {
    return runsOn.stream().flatMap(l -> find(l).stream()).findFirst();
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
