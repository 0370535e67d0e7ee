/// Which commits enter which Keep a Changelog section, which stay out and why, and what version follows.
@NullMarked
package dev.slipway.changelog.section;

import org.jspecify.annotations.NullMarked;
