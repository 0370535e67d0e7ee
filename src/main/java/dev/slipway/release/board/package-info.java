/// One class for each gate: what it requires, what was measured, and whether that is enough.
@NullMarked
package dev.slipway.release.board;

import org.jspecify.annotations.NullMarked;
