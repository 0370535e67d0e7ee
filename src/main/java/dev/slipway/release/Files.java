package dev.slipway.release;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.forge.Asset;
import dev.slipway.size.SizeReport;
import dev.slipway.verify.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of the release, and what was measured on them.
///
/// @param held         the files on this computer, sorted by name
/// @param findings     what went wrong while they were collected, such as two artifacts with one file name
/// @param verification whether they are what they should be
/// @param sizes        how large they are, against their budgets
/// @param earlier      the releases before, for comparing sizes; no gate looks at it
public record Files(
    List<HeldFile> held, List<Finding> findings, Known<VerificationReport> verification, Known<SizeReport> sizes,
    Known<Earlier> earlier) {
  public Files {
    held = List.copyOf(held);
    findings = List.copyOf(findings);
  }

  /// Nothing was downloaded yet.
  public static Files none() {
    return of(List.of(), List.of());
  }

  /// Files that nothing was measured on yet.
  public static Files of(List<HeldFile> held, List<Finding> findings) {
    return new Files(
        held, findings, Known.unknown("nothing was verified yet"), Known.unknown("nothing measured yet"),
        Known.unknown("sizes were not compared yet"));
  }

  /// The same files, with what the host has under their names now.
  Files told(List<Asset> assets) {
    List<HeldFile> now = new ArrayList<>();
    for (HeldFile file : held) {
      Optional<Asset> asset = assets.stream().filter(its -> its.name().equals(file.name()) && its.state() == Asset.State.UPLOADED).findFirst();
      now.add(new HeldFile(file.name(), file.path(), file.size(), file.from(), asset, file.target()));
    }
    return new Files(now, findings, verification, sizes, earlier);
  }

  public Files verified(Known<VerificationReport> report) {
    return new Files(held, findings, report, sizes, earlier);
  }

  public Files measured(Known<SizeReport> report) {
    return new Files(held, findings, verification, report, earlier);
  }

  public Files compared(Known<Earlier> before) {
    return new Files(held, findings, verification, sizes, before);
  }

  /// The file with a name.
  public Optional<HeldFile> file(String name) {
    return held.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /// The size of all files together, in bytes.
  public long total() {
    return held.stream().mapToLong(HeldFile::size).sum();
  }
}
