package dev.slipway.release;

import dev.slipway.gate.Waiver;
import java.util.List;

/// Everything a gate may look at.
///
/// @param subject  what the release is about
/// @param pipeline how it is built
/// @param files    the files and what was measured on them
/// @param notes    the changelog and the notes
/// @param waivers  the gates a person overrode
public record Facts(Subject subject, Pipeline pipeline, Files files, Notes notes, List<Waiver> waivers) {
  public Facts {
    waivers = List.copyOf(waivers);
  }
}
