/// Judges files against everything that vouches for them, offline: checksum manifests, digests, signatures, provenance, archive structure, identity.
@NullMarked
package dev.slipway.verify;

import org.jspecify.annotations.NullMarked;
