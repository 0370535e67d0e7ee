/// Writes a release workflow that the audit has nothing to say about, and the policy that goes with it.
@NullMarked
package dev.slipway.target.scaffold;

import org.jspecify.annotations.NullMarked;
