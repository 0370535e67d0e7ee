/// Answers what the pages ask for with the session of one release: every request becomes a task with progress and cancel.
@NullMarked
package dev.slipway.desktop.session;

import org.jspecify.annotations.NullMarked;
