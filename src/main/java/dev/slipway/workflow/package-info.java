/// Reads workflow files as GitHub itself does: triggers, inputs, jobs, matrices expanded to legs, names with holes where only a run can tell.
@NullMarked
package dev.slipway.workflow;

import org.jspecify.annotations.NullMarked;
