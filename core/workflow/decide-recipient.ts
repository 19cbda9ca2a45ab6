import type { Channel, Condition, JsonValue, RenderedRequest, RunReason } from '../model/index.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import type { DecisionPorts, RunDefinition } from './run-definition.ts';

/** A condition that was looked at, and whose it was. */
export interface DecidedCondition {
  /** `workflow`, `step <ref>` or `channel <key>`. */
  owner: string;
  condition: Condition;
  /** Null = not evaluated: an earlier one had decided. */
  isMet: boolean | null;
  actual: JsonValue;
  expected: JsonValue;
  /** Why it came out so, where the values do not tell. */
  note: string | null;
}

export type StepDecision =
  | {
      kind: 'send';
      ref: string;
      messageId: string;
      channelKey: string;
      channel: Channel;
      request: RenderedRequest;
      signingKey: string | null;
    }
  /** Knock goes on with the next step. */
  | { kind: 'skip'; ref: string; reason: RunReason }
  /** Rendering failed: the steps after it are not reached. */
  | { kind: 'fail'; ref: string; reason: RunReason };

export interface RecipientDecision {
  /** Why the recipient gets nothing at all; null when a step sends or one failed. */
  reason: RunReason | null;
  steps: StepDecision[];
  conditions: DecidedCondition[];
}

export interface PreparedRun {
  readonly definition: RunDefinition;
}

export function prepareRun(_definition: RunDefinition, _ports: DecisionPorts): PreparedRun {
  throw new Error('to be written');
}

export function decideRecipient(_run: PreparedRun, _recipient: ExpandedRecipient): RecipientDecision {
  throw new Error('to be written');
}
