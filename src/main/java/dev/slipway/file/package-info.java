/// Local files written whole or not at all, and folders nobody can be led out of.
@NullMarked
package dev.slipway.file;

import org.jspecify.annotations.NullMarked;
