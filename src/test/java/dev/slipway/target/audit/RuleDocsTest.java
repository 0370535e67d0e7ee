package dev.slipway.target.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuleDocsTest {

  @Test
  void everyRuleStandsInTheDocumentationWithItsWeight() throws IOException {
    String docs = Files.readString(Path.of("docs", "targets.md"));
    assertThat(Rule.values()).allSatisfy(
        r -> assertThat(docs).contains("| `%s` | %s |".formatted(r.id(), r.severity().word())));
  }
}
