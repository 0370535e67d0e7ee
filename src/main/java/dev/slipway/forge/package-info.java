/// The port to a code host: repositories, workflow runs, artifacts and releases as immutable records, and the calls a release needs.
@NullMarked
package dev.slipway.forge;

import org.jspecify.annotations.NullMarked;
