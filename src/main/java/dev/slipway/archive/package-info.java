/// Reads zip, tar and compressed files that nobody trusts: limits first, then bytes, and every oddity told.
@NullMarked
package dev.slipway.archive;

import org.jspecify.annotations.NullMarked;
