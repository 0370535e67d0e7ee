/// An embedded GitHub on loopback with two sample repositories, for trying a release end to end and for tests.
@NullMarked
package dev.slipway.rehearsal;

import org.jspecify.annotations.NullMarked;
