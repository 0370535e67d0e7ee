package dev.slipway.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who signs for which repository, as somebody once looked at it and said that it is right. A signer that is another
/// one later raises an alarm, even when it is a workflow of the same repository.
///
/// @param pins by the repository's address, in lower case
public record SignerPins(SortedMap<String, Pin> pins) {
  private static final int LARGEST = 1 << 20;
  private static final String FORMAT = "slipway-signers/1";

  /// One signer.
  ///
  /// @param signer the name in its certificate, without the ref it ran for
  /// @param issuer who vouched for the name
  /// @param since  when it was pinned
  public record Pin(String signer, String issuer, Instant since) {}

  /// No pins.
  public static SignerPins none() {
    return new SignerPins(new TreeMap<>());
  }

  /// The file of pins in the folder where Slipway keeps its state.
  public static Path file(Path state) {
    return state.resolve("signers.json");
  }

  /// The one signer whose word a report accepted, to be pinned.
  ///
  /// @throws Problem when there is none, or several
  public static Pin seen(VerificationReport report, Instant now) throws Problem {
    Set<Pin> seen = new LinkedHashSet<>();
    for (VerifiedFile file : report.files()) {
      for (Check check : List.of(Check.PROVENANCE, Check.SIGNATURE)) {
        if (file.cell(check) instanceof Cell.Passed passed) {
          value(passed, "signed by")
              .filter(name -> !name.equals(Signers.RELEASES))
              .ifPresent(name -> seen.add(new Pin(withoutRef(name), value(passed, "issuer").orElse(""), now)));
        }
      }
    }
    if (seen.size() != 1) {
      throw Problem.doesNotHold(
          seen.isEmpty()
              ? "No certificate was accepted, so there is no signer to pin. Nothing was pinned."
              : "%d different signers were accepted: %s. Nothing was pinned."
                  .formatted(seen.size(), String.join(", ", seen.stream().map(Pin::signer).toList())));
    }
    return seen.iterator().next();
  }

  /// The signer a cell tells of, whether or not anybody was expected; empty where nobody signed in a certificate, or GitHub itself did.
  ///
  /// @return the address of the repository that was built, and who signed
  public static Optional<Map.Entry<String, Pin>> told(Cell cell, Instant now) {
    Optional<String> name = value(cell, "signed by").filter(its -> !its.equals(Signers.RELEASES));
    Optional<String> repository = value(cell, "repository");
    return cell instanceof Cell.Passed || cell instanceof Cell.NotChecked
        ? name.flatMap(its -> repository.map(url -> Map.entry(url, new Pin(withoutRef(its), value(cell, "issuer").orElse(""), now))))
        : Optional.empty();
  }

  /// The name in a certificate without the ref a workflow ran for, which changes with every release.
  static String withoutRef(String name) {
    int at = name.startsWith("https://") ? name.indexOf("@refs/") : -1;
    return at < 0 ? name : name.substring(0, at);
  }

  private static Optional<String> value(Cell cell, String what) {
    return cell.evidence().stream().filter(e -> e.what().equals(what)).map(Evidence::value).findFirst();
  }

  /// Reads the pins of this computer; none where there is no such file.
  ///
  /// @throws Problem when the file cannot be read: without it no change could be noticed
  public static SignerPins read(Path file) throws Problem {
    if (!Files.exists(file)) {
      return none();
    }
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode root = JsonTree.document(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
      if (!root.path("format").asText().equals(FORMAT)) {
        throw damaged(file, null);
      }
      SortedMap<String, Pin> pins = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : root.path("signers").properties()) {
        JsonNode pin = entry.getValue();
        pins.put(
            entry.getKey(),
            new Pin(pin.path("signer").asText(), pin.path("issuer").asText(), Instant.parse(pin.path("since").asText())));
      }
      return new SignerPins(pins);
    } catch (JsonProcessingException | java.time.DateTimeException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s. Nothing was verified.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  private static Problem damaged(Path file, @org.jspecify.annotations.Nullable Exception cause) {
    String sentence =
        "%s does not hold the pinned signers it should. Nothing was verified; mend it, or remove it and pin again.".formatted(file);
    return cause == null ? Problem.wrongUse(sentence) : Problem.outOfReach(sentence, cause);
  }

  /// The signer pinned for a repository.
  public Optional<Pin> of(String repository) {
    return Optional.ofNullable(pins.get(key(repository)));
  }

  /// The same pins, with one for a repository, instead of the one before it.
  public SignerPins with(String repository, Pin pin) {
    SortedMap<String, Pin> more = new TreeMap<>(pins);
    more.put(key(repository), pin);
    return new SignerPins(more);
  }

  /// Writes the pins.
  ///
  /// @throws Problem when they cannot be written
  public void write(Path file) throws Problem {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode().put("format", FORMAT);
    ObjectNode signers = root.putObject("signers");
    pins.forEach(
        (repository, pin) ->
            signers.putObject(repository).put("signer", pin.signer()).put("issuer", pin.issuer()).put("since", pin.since().toString()));
    try {
      if (file.toAbsolutePath().getParent() instanceof Path folder) {
        Files.createDirectories(folder);
      }
      WholeFile.writeText(file, mapper.writeValueAsString(root) + "\n");
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be written: %s. Nothing was pinned.".formatted(file, WholeFile.reason(e)), e);
    }
  }

  private static String key(String repository) {
    return repository.toLowerCase(Locale.ROOT);
  }
}
