import {
  type ConditionGroup,
  isChannelStep,
  type JsonObject,
  type RenderedRequest,
  type RunReason,
} from '../model/index.ts';
import { emptyKeyMessage } from './empty-key.ts';
import { type ConditionCheck, evaluateConditions } from './evaluate-conditions.ts';
import { messageIdOf } from './identifiers.ts';
import type { PreparedRun, PreparedStep } from './prepare-run.ts';
import { type RenderedPreviousKey, readPreviousKeys } from './previous-keys.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import { conditionsReason, templateReason } from './run-reasons.ts';

/** A condition that was looked at, and whose it was. */
export interface DecidedCondition extends ConditionCheck {
  /** `workflow`, `step <ref>` or `channel <key>`. */
  owner: string;
}

export type StepDecision =
  | {
      kind: 'send';
      ref: string;
      messageId: string;
      channelKey: string;
      request: RenderedRequest;
      /** Null = the channel does not sign. Never empty. */
      signingKey: string | null;
      previousKeys: readonly RenderedPreviousKey[];
    }
  /** Nothing is sent; the next step follows. */
  | { kind: 'skip'; ref: string; reason: RunReason }
  /** There should have been a message, but it could not be made; the steps after it are not reached. */
  | { kind: 'fail'; ref: string; messageId: string; reason: RunReason };

export interface RecipientDecision {
  /** Why the recipient gets nothing; null when a step sends. */
  reason: RunReason | null;
  steps: StepDecision[];
  conditions: DecidedCondition[];
}

/**
 * What a run does for one recipient. The dry run and the run both ask here, so they cannot differ.
 *
 * Order: workflow conditions; then per step whether its type can run here, step conditions and channel conditions (both
 * must pass), rendering, and an empty signing key, which skips the request (knock.md 0.6, 2.4, 3.1).
 */
export function decideRecipient(run: PreparedRun, recipient: ExpandedRecipient): RecipientDecision {
  const scope = run.buildScope(recipient, null);
  const conditions: DecidedCondition[] = [];
  const { workflow, startedAtMs } = run.definition;

  const passes = (group: ConditionGroup | null | undefined, owner: string): ConditionCheck[] | null => {
    if (group === null || group === undefined) return null;
    const { isMet: isPassed, checks } = evaluateConditions(group, scope, startedAtMs);
    // Written out: a spread copies slowly, and this runs for every condition of every recipient.
    for (const { condition, isMet, actual, expected, note } of checks) {
      conditions.push({ owner, condition, isMet, actual, expected, note });
    }
    return isPassed ? null : checks;
  };

  const failedChecks = passes(workflow.conditions, 'workflow');
  if (failedChecks !== null) {
    return { reason: conditionsReason('workflow-conditions', failedChecks), steps: [], conditions };
  }

  const refs: JsonObject = {};
  scope.refs = refs;
  const steps: StepDecision[] = [];
  for (const step of run.steps) {
    const decision = decideStep(run, step, recipient, scope, passes);
    steps.push(decision);
    if (decision.kind === 'fail') break;
    // What a later step's conditions see: messages are handed over, and their delivery is not awaited.
    refs[decision.ref] = { delivery_status: decision.kind === 'send' ? 'queued' : 'skipped', engagement_status: [] };
  }
  return { reason: reasonOf(steps), steps, conditions };
}

type Passes = (group: ConditionGroup | null | undefined, owner: string) => ConditionCheck[] | null;

function decideStep(
  run: PreparedRun,
  prepared: PreparedStep,
  recipient: ExpandedRecipient,
  scope: JsonObject,
  passes: Passes,
): StepDecision {
  const { step } = prepared;
  const { ref } = step;
  if (!isChannelStep(step)) {
    const message = `Steps of type "${step.type}" do not run in Hookbench; the step is skipped.`;
    return { kind: 'skip', ref, reason: { code: 'step-type-not-supported', message } };
  }
  const { channel } = prepared;
  if (channel === null) {
    const message = `The step sends to channel "${step.channel_key}", which does not exist.`;
    return { kind: 'skip', ref, reason: { code: 'channel-missing', message } };
  }
  const failedStep = passes(step.conditions, `step ${ref}`);
  if (failedStep !== null) return { kind: 'skip', ref, reason: conditionsReason('step-conditions', failedStep) };
  const failedChannel = passes(channel.conditions, `channel ${step.channel_key}`);
  if (failedChannel !== null) {
    return { kind: 'skip', ref, reason: conditionsReason('channel-conditions', failedChannel) };
  }

  const messageId = messageIdOf(run.definition.runId, recipient.key, ref);
  if (!prepared.template.ok) {
    return { kind: 'fail', ref, messageId, reason: { code: 'template-error', message: prepared.template.message } };
  }
  // The scope is this recipient's own and rendering is done when it returns, so no copy is needed.
  scope.current_message = run.messageScope(messageId);
  const rendering = prepared.template.render(scope);
  scope.current_message = null;
  if (!rendering.ok) return { kind: 'fail', ref, messageId, reason: templateReason(rendering.diagnostics) };

  let signingKey: string | null = null;
  if (channel.signing !== null) {
    signingKey = rendering.signingKey ?? '';
    if (signingKey.trim() === '') {
      const { properties } = recipient.recipient;
      const behind = { template: channel.signing.key, recipient: properties, unset: run.definition.unsetSecrets };
      const message = emptyKeyMessage(behind, 'the request is not sent');
      return { kind: 'skip', ref, reason: { code: 'empty-signing-key', message } };
    }
    const problem = run.checkSigningKey(channel, signingKey, null);
    if (problem !== null) {
      return { kind: 'fail', ref, messageId, reason: { code: 'template-error', message: problem } };
    }
  }
  const previousKeys = readPreviousKeys(rendering.previousKeys, run.definition.startedAtMs, (key, index) =>
    run.checkSigningKey(channel, key, index),
  );
  if (typeof previousKeys === 'string') {
    return { kind: 'fail', ref, messageId, reason: { code: 'template-error', message: previousKeys } };
  }
  const { request } = rendering;
  return { kind: 'send', ref, messageId, channelKey: step.channel_key, request, signingKey, previousKeys };
}

function reasonOf(steps: readonly StepDecision[]): RunReason | null {
  let skipped: RunReason | null = null;
  for (const step of steps) {
    if (step.kind === 'send') return null;
    if (step.kind === 'fail') return step.reason;
    // A skipped channel step says more than a step that could not have sent anything.
    if (skipped === null || skipped.code === 'step-type-not-supported') skipped = step.reason;
  }
  return (
    skipped ?? { code: 'no-channel-step', message: 'The workflow has no channel step, so there is nothing to send.' }
  );
}
