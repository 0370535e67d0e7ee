/// What must hold before a release is published: gates, policies, waivers and the board they make.
@NullMarked
package dev.slipway.gate;

import org.jspecify.annotations.NullMarked;
