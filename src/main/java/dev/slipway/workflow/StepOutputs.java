package dev.slipway.workflow;

import dev.slipway.workflow.expression.Contexts;

/// Tells what the steps of a job leave behind for its `outputs`.
public interface StepOutputs {

  /// What is known when the last step of a leg is done.
  Contexts after(WorkflowJob job, Leg leg);
}
