/// The session for one release: gathers the facts, builds the board, plans, journals and executes publishing, writes the evidence.
@NullMarked
package dev.slipway.release;

import org.jspecify.annotations.NullMarked;
