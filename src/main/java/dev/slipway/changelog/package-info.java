/// Commits become Conventional Commits, those become sections, sections become a changelog and release notes.
@NullMarked
package dev.slipway.changelog;

import org.jspecify.annotations.NullMarked;
