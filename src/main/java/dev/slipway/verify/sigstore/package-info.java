/// Verifies Sigstore bundles offline, on what the JDK has: certificates, transparency logs, timestamps, attestations.
@NullMarked
package dev.slipway.verify.sigstore;

import org.jspecify.annotations.NullMarked;
