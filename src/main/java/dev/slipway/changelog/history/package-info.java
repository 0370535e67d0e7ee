/// The commits of a range, from a local clone or from the code host, and why the range begins where it does.
@NullMarked
package dev.slipway.changelog.history;

import org.jspecify.annotations.NullMarked;
