/// What every page is made of: status marks, panels, tables, actions, dialogs and how things are described.
@NullMarked
package dev.slipway.desktop.control;

import org.jspecify.annotations.NullMarked;
