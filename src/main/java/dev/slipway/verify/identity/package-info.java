/// Whether the program inside a file is what the file's name promises: format, machine, system, C library, version.
@NullMarked
package dev.slipway.verify.identity;

import org.jspecify.annotations.NullMarked;
