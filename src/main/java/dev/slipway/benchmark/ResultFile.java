package dev.slipway.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file of benchmark results. Three shapes are read, each told by its own fields and not by the file's name:
///
/// | shape | from | figure |
/// |---|---|---|
/// | `{"results":[{"command":…,"median":…}]}` | `hyperfine --export-json`, seconds | median, with the standard deviation |
/// | `[{"name":…,"unit":…,"value":…}]` | github-action-benchmark's customSmallerIsBetter and customBiggerIsBetter | value, with its range |
/// | `{"mean":{"point_estimate":…}}` | criterion's `estimates.json`, nanoseconds | mean, with its standard error |
///
/// @see <a href="https://github.com/sharkdp/hyperfine#json">hyperfine</a>
/// @see <a href="https://github.com/benchmark-action/github-action-benchmark#tool-required">github-action-benchmark</a>
public final class ResultFile {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_FIGURES = 200;
  private static final int LONGEST_NAME = 200;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build()).build());

  private ResultFile() {}

  /// Whether a file of a release is worth opening: JSON whose name speaks of benchmarks.
  public static boolean named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json") && (lower.contains("bench") || lower.contains("hyperfine") || lower.endsWith("estimates.json"));
  }

  /// The figures of a file in its order.
  ///
  /// @return nothing where the file has none of the three shapes
  /// @throws Problem when it cannot be read, or is no JSON
  public static List<Measured> read(Path file) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Problem.outOfReach("%s is larger than 16 MiB and was not read as benchmark results.".formatted(file));
      }
      return figures(JSON.readTree(bytes), plainName(file));
    } catch (JsonProcessingException e) {
      throw Problem.outOfReach("%s holds no JSON that can be read, so its benchmark results are not known.".formatted(file), e);
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  private static List<Measured> figures(JsonNode node, String name) {
    List<Measured> figures = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> custom(one).ifPresent(figures::add));
    } else if (node.path("results").isArray()) {
      node.path("results").forEach(one -> hyperfine(one).ifPresent(figures::add));
    } else if (number(node.at("/mean/point_estimate"))) {
      figures.add(
          new Measured(
              name, node.at("/mean/point_estimate").doubleValue(), "ns",
              spread(node.at("/mean/standard_error"), 1)));
    }
    return List.copyOf(figures.subList(0, Math.min(MOST_FIGURES, figures.size())));
  }

  private static Optional<Measured> custom(JsonNode one) {
    if (!one.path("name").isTextual() || !number(one.path("value")) || !one.path("unit").isTextual()) {
      return Optional.empty();
    }
    Optional<String> range = Optional.of(one.path("range").asText("")).map(String::strip).filter(text -> !text.isEmpty());
    return Optional.of(new Measured(shortened(one.path("name").textValue()), one.path("value").doubleValue(), shortened(one.path("unit").textValue()), range.map(ResultFile::shortened)));
  }

  /// hyperfine counts seconds; programs take milliseconds.
  private static Optional<Measured> hyperfine(JsonNode one) {
    boolean known = one.path("command").isTextual() && number(one.path("median"));
    return known
        ? Optional.of(new Measured(
            shortened(one.path("command").textValue()), one.path("median").doubleValue() * 1000, "ms", spread(one.path("stddev"), 1000)))
        : Optional.empty();
  }

  private static Optional<String> spread(JsonNode deviation, double factor) {
    return number(deviation) ? Optional.of("± " + text(deviation.doubleValue() * factor)) : Optional.empty();
  }

  /// A figure with as many digits as say something: three, but never less than the whole number.
  public static String text(double value) {
    double size = Math.abs(value);
    int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static boolean number(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue());
  }

  private static String plainName(Path file) {
    String name = String.valueOf(file.getFileName());
    return shortened(name.substring(0, name.length() - (name.toLowerCase(Locale.ROOT).endsWith(".json") ? 5 : 0)));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
  }
}
