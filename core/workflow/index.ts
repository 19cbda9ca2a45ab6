export {
  type DecidedCondition,
  decideRecipient,
  type RecipientDecision,
  type StepDecision,
} from './decide-recipient.ts';
export { displayNameOf } from './display-name.ts';
export { emptyKeyMessage } from './empty-key.ts';
export { type ConditionCheck, evaluateConditions } from './evaluate-conditions.ts';
export { expandRecipients, resolveRecipient } from './expand-recipients.ts';
export { messageIdOf, recipientRunIdOf, uuidv5 } from './identifiers.ts';
export { messageRandom } from './message-random.ts';
export { type PlannedRecipient, planRun } from './plan-run.ts';
export { type PreparedRun, type PreparedStep, prepareRun } from './prepare-run.ts';
export { type RenderedPreviousKey, readPreviousKeys } from './previous-keys.ts';
export type { ExpandedRecipient, RecipientDirectory } from './recipient-directory.ts';
export { createMessageCoordinator, createRunCoordinator, type RunCoordinator } from './run-coordinator.ts';
export type { DecisionPorts, RenderStep, RunDefinition, StepRendering, StepTemplate } from './run-definition.ts';
export type {
  DeliveryControl,
  LastAttempt,
  MessagePorts,
  OutgoingMessage,
  RequestSlots,
  ResumeState,
  RunClock,
  RunHandle,
  RunLimits,
  RunPorts,
  RunResult,
} from './run-ports.ts';
export { type RunSource, workflowSource } from './run-source.ts';
export { buildScope, createScopeBuilder, knockTimestamp, type ScopeBuilder, type ScopeSource } from './scope.ts';
export { buildVars, parseVariable, resolveReferences } from './variables.ts';
