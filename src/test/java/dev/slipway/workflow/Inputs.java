package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Third-party inputs that lie beside the project and are never copied into it.
public final class Inputs {
  private Inputs() {}

  public static Path path(String name) {
    return Path.of(System.getProperty("slipway.inputs", "../shared"), name);
  }

  public static JsonNode json(String name) throws IOException {
    Path file = path(name);
    Assumptions.assumeTrue(Files.exists(file), "skipped: " + name + " is not beside the project");
    JsonNode node = new ObjectMapper().readTree(file.toFile());
    assertThat(node).isNotNull();
    return node;
  }

  public static byte[] bytes(String name) throws IOException {
    Path file = path(name);
    Assumptions.assumeTrue(Files.exists(file), "skipped: " + name + " is not beside the project");
    return Files.readAllBytes(file);
  }
}
