/// The Targets page: what should be built, where, and what the pipeline audit found.
@NullMarked
package dev.slipway.desktop.targets;

import org.jspecify.annotations.NullMarked;
