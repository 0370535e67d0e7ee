/// The changelog section and the notes of one release: made, checked, kept between sessions, and written back.
@NullMarked
package dev.slipway.release.notes;

import org.jspecify.annotations.NullMarked;
