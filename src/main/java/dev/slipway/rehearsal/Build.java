package dev.slipway.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// What `cargo build` leaves behind in a job: the executable of the job's target, under the name cargo gives it.
///
/// This is where the faults of a build happen, so that everything after it treats them like any other file.
final class Build {
  private static final String SWAPPED = "aarch64-apple-darwin";
  private static final String SWAPPED_WITH = "x86_64-apple-darwin";
  private static final int OVER_THE_WASM_BUDGET = 319_795;
  private static final int OVER_THE_NATIVE_BUDGET = (8 << 20) + 417_792;

  private final Project project;
  private final Fault fault;
  private final Shelf shelf;

  Build(Project project, Fault fault, Shelf shelf) {
    this.project = project;
    this.fault = fault;
    this.shelf = shelf;
  }

  /// Whether the leg for a target is the one that a fault is about.
  static boolean hits(Fault fault, Project project, String target) {
    return switch (fault) {
      case FAILING_LEG -> target.startsWith("aarch64-unknown-linux");
      case STUCK_LEG -> target.equals("x86_64-apple-darwin");
      case MISSING_TARGET -> target.equals("x86_64-pc-windows-msvc");
      case SWAPPED_BINARY -> target.equals(SWAPPED);
      case OVERSIZED ->
          project == Project.WEFT ? target.equals("wasm32-wasip2") : target.equals("x86_64-unknown-linux-gnu");
      case NONE, WRONG_CHECKSUM, UPLOAD_502, RATE_LIMIT, DROPPED_CONNECTION -> false;
    };
  }

  /// Builds.
  ///
  /// @param target  the triple; without one nothing is built that anybody keeps
  /// @param profile the folder below `target/TRIPLE/`
  /// @throws StepFailed when the compiler finds a fault
  void run(String target, String version, String profile, Workspace workspace) throws StepFailed, IOException {
    if (fault == Fault.FAILING_LEG && hits(fault, project, target)) {
      throw new StepFailed(
          """
          error[E0308]: mismatched types
            --> crates/%s/src/lib.rs:214:9
             |
          214 |         len as i8
             |         ^^^^^^^^^ expected `u8`, found `i8`
          error: could not compile `%s` (lib) due to 1 previous error"""
              .formatted(project.cliName(), project.cliName()));
    }
    String built = fault == Fault.SWAPPED_BINARY && target.equals(SWAPPED) ? SWAPPED_WITH : target;
    byte[] program = Binaries.of(project, built, version).orElse(null);
    if (program == null) {
      return;
    }
    boolean large = fault == Fault.OVERSIZED && hits(fault, project, target);
    Shelf.Stored file =
        shelf.keep(
            out -> {
              out.write(program);
              if (large) {
                out.write(target.startsWith("wasm32") ? debugSection(program.length) : table(program.length));
              }
            });
    String folder = "target/" + target + "/" + profile + "/";
    if (target.startsWith("wasm32")) {
      workspace.put(folder + "clawft-wasm.wasm", file, false);
    } else {
      workspace.put(folder + project.cliName() + (target.contains("windows") ? ".exe" : ""), file, true);
    }
  }

  /// A custom section that somebody forgot to strip; it packs to about a quarter, as such sections do.
  private static byte[] debugSection(int before) throws IOException {
    byte[] name = ".debug_info".getBytes(StandardCharsets.US_ASCII);
    int payload = OVER_THE_WASM_BUDGET - before - 4;
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    section.write(0);
    for (int rest = payload; ; rest >>>= 7) {
      if (rest < 128) {
        section.write(rest);
        break;
      }
      section.write(rest & 127 | 128);
    }
    section.write(name.length);
    section.write(name);
    Random random = new Random(4);
    for (int left = payload - 1 - name.length; left > 0; left--) {
      section.write("\0\1\2\t".charAt(random.nextInt(4)));
    }
    return section.toByteArray();
  }

  /// A table up to a size over the budget; it does not pack, so that nobody takes it for a bomb.
  private static byte[] table(int before) {
    byte[] table = new byte[OVER_THE_NATIVE_BUDGET - before];
    new Random(7).nextBytes(table);
    return table;
  }
}
