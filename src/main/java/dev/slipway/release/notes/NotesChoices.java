package dev.slipway.release.notes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.Choice;
import dev.slipway.fact.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a person decided about the commits of a release.
///
/// @param from    where the range begins; `""` for the beginning of history; empty to have it chosen
/// @param commits decisions about single commits, by full id
public record NotesChoices(Optional<String> from, Map<String, Choice> commits) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public NotesChoices {
    commits = Map.copyOf(commits);
  }

  /// Nothing was decided.
  public static NotesChoices none() {
    return new NotesChoices(Optional.empty(), Map.of());
  }

  NotesChoices from(Optional<String> other) {
    return new NotesChoices(other, commits);
  }

  NotesChoices about(Map<String, Choice> others) {
    return new NotesChoices(from, others);
  }

  String text() {
    ObjectNode node = JSON.createObjectNode();
    from.ifPresent(name -> node.put("from", name));
    ObjectNode decided = node.putObject("commits");
    new TreeMap<>(commits).forEach(
        (sha, choice) -> decided.put(sha, switch (choice) {
          case Choice.Include(ChangeType section) -> section.title();
          case Choice.LeaveOut() -> "out";
        }));
    return node.toPrettyString() + "\n";
  }

  static NotesChoices read(String text) throws Problem {
    try {
      JsonNode node = JSON.readTree(text);
      Map<String, Choice> commits = new HashMap<>();
      for (Map.Entry<String, JsonNode> one : node.path("commits").properties()) {
        commits.put(
            one.getKey(),
            ChangeType.parse(one.getValue().asText()).<Choice>map(Choice.Include::new).orElseGet(Choice.LeaveOut::new));
      }
      return new NotesChoices(Optional.ofNullable(node.path("from").textValue()), commits);
    } catch (JsonProcessingException e) {
      throw Problem.outOfReach(
          "The decisions about commits that were kept cannot be read. Nothing was changed; remove choices.json from the notes of this release.", e);
    }
  }
}
