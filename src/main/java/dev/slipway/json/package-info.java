/// JSON as its specification has it, read strictly and at once.
@NullMarked
package dev.slipway.json;

import org.jspecify.annotations.NullMarked;
