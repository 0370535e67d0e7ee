/// The Notes page: commits, the changelog section and the release notes.
@NullMarked
package dev.slipway.desktop.notes;

import org.jspecify.annotations.NullMarked;
