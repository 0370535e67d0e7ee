/// What symbols are called in the language they come from, and which crate, package or file they belong to.
@NullMarked
package dev.slipway.binary.name;

import org.jspecify.annotations.NullMarked;
