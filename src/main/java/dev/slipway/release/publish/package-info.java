/// From verified files to a public release: draft, upload, compare, publish, compare again; journalled, so that it can go on after any stop.
@NullMarked
package dev.slipway.release.publish;

import org.jspecify.annotations.NullMarked;
