/// What every other package speaks in: facts that know their source, unknowns that say why, findings, digests and problems told in one sentence.
@NullMarked
package dev.slipway.fact;

import org.jspecify.annotations.NullMarked;
