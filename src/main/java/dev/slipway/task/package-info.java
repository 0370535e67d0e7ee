/// Long work: its progress, its cancellation, and where it runs.
@NullMarked
package dev.slipway.task;

import org.jspecify.annotations.NullMarked;
