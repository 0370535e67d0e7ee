/// CHANGELOG.md, edited so that only the touched section changes.
@NullMarked
package dev.slipway.changelog.file;

import org.jspecify.annotations.NullMarked;
