/// The calls of a release to its host, with patience for what passes by itself.
@NullMarked
package dev.slipway.release.host;

import org.jspecify.annotations.NullMarked;
