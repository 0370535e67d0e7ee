package dev.slipway.fact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Findings as SARIF 2.1.0, which GitHub code scanning shows.
///
/// @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
public final class Sarif {
  private Sarif() {}

  /// A finding as a result.
  ///
  /// @param ignored why it weighs nothing, where people leave it as it is
  /// @param change  what mends it, where that is ready
  public record Result(Finding finding, Optional<String> ignored, Optional<Change> change) {
    /// A finding alone.
    public Result(Finding finding) {
      this(finding, Optional.empty(), Optional.empty());
    }
  }

  /// Lines that take the place of others.
  ///
  /// @param line  the first line that goes, from 1
  /// @param lines how many go
  /// @param by    what comes
  public record Change(String file, int line, int lines, List<String> by) {}

  /// One document with one run.
  ///
  /// @param version the version of this program
  /// @param about   why a rule matters; empty where nothing more is to be said than its name
  public static ObjectNode of(List<Result> results, String version, Function<String, Optional<String>> about) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Slipway");
    driver.put("version", version);
    ArrayNode rules = driver.putArray("rules");
    TreeSet<String> used = new TreeSet<>();
    results.forEach(result -> used.add(result.finding().rule()));
    for (String id : used) {
      ObjectNode rule = rules.addObject();
      rule.put("id", id);
      rule.putObject("shortDescription").put("text", id.replace('-', ' '));
      about.apply(id).ifPresent(why -> rule.putObject("fullDescription").put("text", why));
    }
    ArrayNode array = run.putArray("results");
    results.forEach(result -> write(result, array.addObject()));
    return root;
  }

  private static void write(Result result, ObjectNode node) {
    Finding finding = result.finding();
    node.put("ruleId", finding.rule());
    node.put("level", level(finding.severity()));
    node.putObject("message").put("text",
        String.join(" ", List.of(sentence(finding), finding.why(), finding.fix())).replace("  ", " ").strip());
    ObjectNode physical = node.putArray("locations").addObject().putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(finding.at().map(Position::file).orElse(finding.subject())));
    finding.at().filter(at -> at.line() > 0).ifPresent(at ->
        physical.putObject("region").put("startLine", at.line()).put("startColumn", Math.max(at.column(), 1)));
    result.change().ifPresent(change -> write(change, node));
    result.ignored().ifPresent(reason -> {
      ObjectNode suppression = node.putArray("suppressions").addObject();
      suppression.put("kind", "external");
      suppression.put("status", "accepted");
      suppression.put("justification", reason);
    });
  }

  private static void write(Change change, ObjectNode node) {
    ObjectNode fix = node.putArray("fixes").addObject();
    fix.putObject("description").put("text", "Apply the change");
    ObjectNode file = fix.putArray("artifactChanges").addObject();
    file.putObject("artifactLocation").put("uri", uri(change.file()));
    ObjectNode replacement = file.putArray("replacements").addObject();
    ObjectNode region = replacement.putObject("deletedRegion");
    region.put("startLine", change.line());
    region.put("startColumn", 1);
    region.put("endLine", change.line() + change.lines());
    region.put("endColumn", 1);
    replacement.putObject("insertedContent").put("text", String.join("\n", change.by()) + "\n");
  }

  /// A name stays as it is, wherever it stands.
  private static String sentence(Finding finding) {
    String message = finding.message();
    if (message.isEmpty()) {
      return "";
    }
    String end = message.endsWith(".") ? "" : ".";
    boolean name = message.startsWith(finding.subject()) && !finding.subject().isEmpty();
    return (name ? message.substring(0, 1) : message.substring(0, 1).toUpperCase(Locale.ROOT)) + message.substring(1) + end;
  }

  /// A name may hold spaces and signs that a URI may not. What is absolute here is a file of this computer (RFC 8089), and a name
  /// with a colon is no scheme.
  public static String uri(String name) {
    boolean absolute = name.startsWith("/");
    try {
      String encoded = new URI(absolute ? "file" : null, absolute ? "" : null, absolute ? name : "/" + name, null).toASCIIString();
      String relative = encoded.substring(absolute ? 0 : 1);
      return !absolute && relative.replaceFirst("/.*", "").contains(":") ? "./" + relative : relative;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
