/// Checks release pipelines for the faults that spoil releases, each finding with its place, its reason and its fix.
@NullMarked
package dev.slipway.target.audit;

import org.jspecify.annotations.NullMarked;
