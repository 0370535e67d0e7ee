/// Release notes: the changelog section, blocks that keep themselves current, and every version of the text.
@NullMarked
package dev.slipway.changelog.notes;

import org.jspecify.annotations.NullMarked;
