/// The Runs page: workflow runs, their jobs on a time axis, steps and logs.
@NullMarked
package dev.slipway.desktop.runs;

import org.jspecify.annotations.NullMarked;
