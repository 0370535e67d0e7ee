/// How work and its results reach the FX thread: tasks, snapshots and a watch over the thread.
@NullMarked
package dev.slipway.desktop.work;

import org.jspecify.annotations.NullMarked;
