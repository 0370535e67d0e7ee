/// The Sizes page: budgets and where the bytes are.
@NullMarked
package dev.slipway.desktop.sizes;

import org.jspecify.annotations.NullMarked;
