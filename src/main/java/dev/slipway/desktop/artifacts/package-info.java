/// The Artifacts page: the files of the release and what was checked about each.
@NullMarked
package dev.slipway.desktop.artifacts;

import org.jspecify.annotations.NullMarked;
