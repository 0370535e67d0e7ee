/// The first screen: the rehearsal, a repository, or a folder to verify.
@NullMarked
package dev.slipway.desktop.welcome;

import org.jspecify.annotations.NullMarked;
