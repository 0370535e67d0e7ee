/// Reads the few idioms by which scripts in workflow files name what they make; everything else becomes a hole.
@NullMarked
package dev.slipway.target.shell;

import org.jspecify.annotations.NullMarked;
