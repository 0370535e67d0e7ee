package dev.slipway.rehearsal;

import dev.slipway.forge.RepositoryName;
import java.util.Arrays;
import java.util.Optional;

/// The two projects of the founding documents.
public enum Project {
  /// A compiler, six native targets, archives and `SHA256SUMS`.
  MESHC(new RepositoryName("meshc-lang", "meshc"), 770_512_301L, "A compiler for the Mesh language"),
  /// An agent runtime, five native targets and WebAssembly, archives and `checksums.txt`.
  WEFT(new RepositoryName("clawft", "weft"), 770_512_402L, "A small agent runtime in one binary");

  private final RepositoryName repository;
  private final long id;
  private final String description;

  Project(RepositoryName repository, long id, String description) {
    this.repository = repository;
    this.id = id;
    this.description = description;
  }

  /// The name on the command line.
  public String cliName() {
    return repository.name();
  }

  public RepositoryName repository() {
    return repository;
  }

  /// The tag that the rehearsal is about.
  public String nextTag() {
    return "v0.4.0";
  }

  /// The host's id of the repository.
  long id() {
    return id;
  }

  /// The line under its name on the host.
  String description() {
    return description;
  }

  /// The project with a name of the command line.
  public static Optional<Project> named(String name) {
    return Arrays.stream(values()).filter(project -> project.cliName().equals(name)).findFirst();
  }
}
