package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.RunnerLabel;
import dev.slipway.target.RunnerLabels;
import dev.slipway.workflow.yaml.SourceText;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Labels nobody serves any more, or not for long.
final class RunnerRules {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private RunnerRules() {}

  static void check(PlannedWorkflow workflow, RunnerLabels labels, Report report) {
    Set<String> moving = new HashSet<>();
    for (PlannedJob job : workflow.jobs()) {
      boolean called = !job.job().file().equals(workflow.file());
      if (called && !PassedLabels.decideRunner(job.job().job())) {
        continue;
      }
      for (PlannedLeg leg : job.legs()) {
        List<String> runsOn = leg.runsOn().value().orElse(List.of());
        boolean own = leg.leg().group().isPresent() || runsOn.stream().anyMatch(labels::isSelfHosted);
        if (own) {
          continue;
        }
        for (String label : runsOn) {
          Position at = called ? PassedLabels.place(label, workflow, job) : place(label, job, leg, workflow.workflow().text());
          Optional<RunnerLabel> known = labels.find(label);
          if (known.isPresent()) {
            if (!known.get().isMoving() || moving.add(label)) {
              check(known.get(), at, workflow.source(at), labels, report);
            }
          } else if (!label.isBlank()) {
            unknown(label, at, labels, report);
          }
        }
      }
    }
  }

  private static void unknown(String label, Position at, RunnerLabels labels, Report report) {
    String who = labels.isThirdParty(label) ? "a third party's" : "self-hosted, a larger runner or a third party's";
    report.add(Rule.UNKNOWN_RUNNER, at,
        "%s is not one of GitHub's labels as of %s: %s".formatted(label, labels.asOf(), who),
        "Make sure such a runner is there before the tag is pushed.");
  }

  private static void check(RunnerLabel label, Position at, SourceText text, RunnerLabels labels, Report report) {
    switch (label.status()) {
      case RETIRED -> report.add(Rule.RETIRED_RUNNER, at,
          "%s was retired%s".formatted(label.label(), label.since().map(d -> " on " + day(d)).orElse("")),
          replacement(label, labels), patch(label, at, text));
      case DEPRECATED -> report.add(Rule.DEPRECATED_RUNNER, at,
          "%s is deprecated%s".formatted(label.label(), label.retires().map(d -> " and goes on " + day(d)).orElse("")),
          replacement(label, labels), patch(label, at, text));
      case PREVIEW -> report.add(Rule.PREVIEW_RUNNER, at,
          "%s is a preview as of %s".formatted(label.label(), labels.asOf()), "Use a label that is generally available.");
      case CURRENT -> {
        if (label.isMoving()) {
          report.add(Rule.MOVING_RUNNER, at,
              "%s moves between images%s".formatted(label.label(), label.alias().map(a -> ": " + a).orElse("")),
              image(label, labels).map("Name the image, such as %s."::formatted).orElse("Name the image it stands for."),
              image(label, labels).flatMap(image -> YamlPatch.replace(text, at, label.label(), image)));
        }
      }
    }
  }

  /// The image the label stands for by the table, of the same system and processor.
  private static Optional<String> image(RunnerLabel label, RunnerLabels labels) {
    return Arrays.stream(label.alias().orElse("").split("[\\s,()]+"))
        .flatMap(word -> labels.find(word).stream())
        .filter(image -> !image.isMoving() && image.os() == label.os() && image.arch() == label.arch())
        .map(RunnerLabel::label)
        .reduce((_, last) -> last);
  }

  private static String replacement(RunnerLabel label, RunnerLabels labels) {
    return label.replacement()
        .map(r -> "Use %s: same system, same processor (table of %s).".formatted(r, labels.asOf()))
        .orElse("Use a current label (table of %s).".formatted(labels.asOf()));
  }

  private static Optional<YamlPatch> patch(RunnerLabel label, Position at, SourceText text) {
    return label.replacement().flatMap(r -> YamlPatch.replace(text, at, label.label(), r));
  }

  private static String day(String date) {
    try {
      return LocalDate.parse(date).format(DAY);
    } catch (DateTimeParseException e) {
      return date;
    }
  }

  /// The line that names the label: in the leg's own part of the matrix where it stands there.
  private static Position place(String label, PlannedJob job, PlannedLeg leg, SourceText text) {
    Position runsOn = job.job().job().runsOn().map(n -> n.at()).orElse(job.job().job().at());
    if (text.line(runsOn.line()).filter(l -> l.contains(label)).isPresent()) {
      return runsOn;
    }
    List<Position> places = new java.util.ArrayList<>();
    leg.leg().origin().vectors().forEach(p -> places.add(p.at()));
    leg.leg().origin().includes().forEach(p -> places.add(p.at()));
    for (Position place : places) {
      for (int line = place.line(); line < place.line() + 25; line++) {
        String raw = text.line(line).orElse("");
        if (line > place.line() && raw.strip().startsWith("- ") && raw.indexOf('-') < place.column()) {
          break;
        }
        int column = raw.indexOf(label, line == place.line() ? Math.max(place.column() - 1, 0) : 0);
        if (column >= 0) {
          return new Position(text.file(), line, column + 1);
        }
      }
    }
    return leg.leg().origin().vectors().isEmpty() && leg.leg().origin().includes().isEmpty() ? runsOn : leg.leg().at();
  }
}
