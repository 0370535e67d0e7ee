/// YAML at event level with GitHub's scalar table, exact positions and bounds on depth, nodes and size.
@NullMarked
package dev.slipway.workflow.yaml;

import org.jspecify.annotations.NullMarked;
