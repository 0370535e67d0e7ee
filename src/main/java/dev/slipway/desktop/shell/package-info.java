/// The frame around the pages: sidebar, header, status bar, command palette and dialogs.
@NullMarked
package dev.slipway.desktop.shell;

import org.jspecify.annotations.NullMarked;
