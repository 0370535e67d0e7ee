/// One commit message: what Conventional Commits 1.0, GitHub and git read in it.
@NullMarked
package dev.slipway.changelog.commit;

import org.jspecify.annotations.NullMarked;
