/// Readers for ELF, Mach-O, PE and WebAssembly over mapped memory: what a file is, what lies where in it, and what it asks of a machine.
@NullMarked
package dev.slipway.binary;

import org.jspecify.annotations.NullMarked;
