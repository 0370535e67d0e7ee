package dev.slipway.release;

import dev.slipway.size.TargetHistory;
import java.util.List;
import java.util.Optional;

/// The releases before this one, as far as sizes are compared with them. No gate looks at it.
///
/// @param tag     the tag of the release that is compared with
/// @param files   its files on this computer, paired with those of this release by name; others are left out
/// @param history the sizes of each target over the releases, oldest first, this one not among them
/// @param unmeasured what of the releases before could be downloaded and measured
public record Earlier(String tag, List<HeldFile> files, List<TargetHistory> history, Unmeasured unmeasured) {

  /// Files that were never unpacked here.
  ///
  /// @param bytes what they take to download
  public record Unmeasured(int files, long bytes) {
    public static Unmeasured nothing() {
      return new Unmeasured(0, 0);
    }
  }

  public Earlier {
    files = List.copyOf(files);
    history = List.copyOf(history);
  }

  /// The earlier file that became the file of a name.
  public Optional<HeldFile> before(String name) {
    return files.stream().filter(file -> dev.slipway.size.ReleasePairs.same(file.name(), name)).findFirst();
  }
}
