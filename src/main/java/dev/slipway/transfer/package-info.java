/// Streaming downloads and uploads: resumable, hashed in flight, checked on receipt, never held in memory.
@NullMarked
package dev.slipway.transfer;

import org.jspecify.annotations.NullMarked;
