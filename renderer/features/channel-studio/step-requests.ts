import { isChannelStep, stepKey, type Workflow } from '../../../core/contract/index.ts';

/** A step that has a request of its own. */
export interface StepRequest {
  /** `workflow/ref`. */
  key: string;
  name: string;
  workflowName: string;
}

/** The steps of workflows that have a request of their own, readable or not. */
export function stepRequests(workflows: readonly { key: string; value: Workflow }[]): StepRequest[] {
  return workflows.flatMap((workflow) =>
    workflow.value.steps
      .filter((step) => isChannelStep(step) && step.template !== undefined && step.template !== null)
      .map(({ ref, name }) => ({
        key: stepKey(workflow.key, ref),
        name: name ?? ref,
        workflowName: workflow.value.name,
      })),
  );
}
