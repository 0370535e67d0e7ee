/// The Board page: every gate, the verdict and what to do about it.
@NullMarked
package dev.slipway.desktop.board;

import org.jspecify.annotations.NullMarked;
