/// GitHub behind the port: the only place that knows github-api and HTTP to GitHub, be it github.com, an Enterprise host or the rehearsal.
@NullMarked
package dev.slipway.forge.github;

import org.jspecify.annotations.NullMarked;
