/// From a dispatch or a pushed tag to a finished run: finding the run, following its jobs, noticing what never starts.
@NullMarked
package dev.slipway.release.run;

import org.jspecify.annotations.NullMarked;
