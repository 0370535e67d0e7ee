/// The program itself: the one place where everything is built and wired.
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
