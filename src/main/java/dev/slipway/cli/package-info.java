/// The command line: options in, text or JSON out, and the exit code that says what was found.
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
