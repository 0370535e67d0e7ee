/// The Publish page: the plan, its progress, the confirmation and the calls it makes.
@NullMarked
package dev.slipway.desktop.publish;

import org.jspecify.annotations.NullMarked;
