/// The Benchmarks page: measured values against targets and earlier releases.
@NullMarked
package dev.slipway.desktop.benchmarks;

import org.jspecify.annotations.NullMarked;
