/// Where the bytes of artifacts go: trees whose parts sum to the file, who a byte belongs to, budgets, and what changed.
@NullMarked
package dev.slipway.size;

import org.jspecify.annotations.NullMarked;
