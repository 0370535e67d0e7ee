/// Markdown as GitHub shows it, drawn with JavaFX nodes: tables, task lists, alerts, and links to issues, commits and people.
@NullMarked
package dev.slipway.desktop.markdown;

import org.jspecify.annotations.NullMarked;
