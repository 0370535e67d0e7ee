/// Semantic versions and the tags that carry them.
@NullMarked
package dev.slipway.changelog.version;

import org.jspecify.annotations.NullMarked;
