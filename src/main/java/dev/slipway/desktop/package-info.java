/// The window: its theme, its pictures and how it is put together.
@NullMarked
package dev.slipway.desktop;

import org.jspecify.annotations.NullMarked;
