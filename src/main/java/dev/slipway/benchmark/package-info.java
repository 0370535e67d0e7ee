/// Benchmark results as other programs write them, read into figures with their units.
@NullMarked
package dev.slipway.benchmark;

import org.jspecify.annotations.NullMarked;
