/// Reads the targets that release tools keep in files of their own: GoReleaser, cargo-dist and JReleaser.
@NullMarked
package dev.slipway.target.tool;

import org.jspecify.annotations.NullMarked;
