/// The Settings page: appearance, account, policy file and storage.
@NullMarked
package dev.slipway.desktop.settings;

import org.jspecify.annotations.NullMarked;
