import { CommandError } from '../../contract/errors.ts';
import { policyPresets } from '../../delivery/index.ts';
import {
  type AttemptRecord,
  type DeliveryPolicy,
  parseRecipientKey,
  type Resend,
  type ResentMessage,
  type RunReason,
  type Trigger,
} from '../../model/index.ts';
import type { ExpandedRecipient, RecipientDecision, RunSource, StepDecision } from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { withExactValues } from '../event-types/event-data.ts';
import { ownSchemes, workspaceSchemes } from '../schemes/own-schemes.ts';
import { signatureHeaders } from '../schemes/signature-headers.ts';
import { signingSchemes } from '../schemes/signing-schemes.ts';
import { userAgentOf } from '../user-agent.ts';
import type { KeyRun } from './current-keys.ts';
import { originGone, resentMessageId } from './message-origins.ts';
import { requestToSend } from './resent-request.ts';
import { type ChannelRules, policyOfChannel } from './run-definition.ts';
import { createSigningNow, type SigningNow } from './signing-now.ts';

export interface DefinedResend {
  source: RunSource;
  rulesOf(channelKey: string): ChannelRules;
}

/** Of a channel that is gone. Nobody is left to say what may be called, and the user has named this very request. */
const withoutChannel: DeliveryPolicy = {
  ...policyPresets.none,
  timeoutMs: policyPresets.knock.timeoutMs,
  plainHttp: 'always',
};

const unsigned: SigningNow = {
  isPossible: true,
  schemes: { scheme: null, previousSchemes: [] },
  signingKey: null,
  previousKeys: [],
};

const withoutOrigin: RunReason = { code: 'template-error', message: originGone };

/**
 * A run that sends messages of the log again. They are read one after the other when their turn comes; those of one
 * recipient stand together in the trigger and are its steps. Throws `invalid-input` for a channel whose policy or scheme
 * cannot be used; reading rejects with `not-found` when an attempt has gone from the log.
 */
export function defineResend(
  context: EngineContext,
  trigger: Trigger,
  resend: Resend,
  runId: string,
  startedAtMs: number,
): DefinedResend {
  const isSignedAfresh = resend.signature !== 'as-sent';
  const userAgent = userAgentOf(context);
  const known = workspaceSchemes(context);
  const rules = new Map<string, ChannelRules>();
  const decisions = new WeakMap<ExpandedRecipient, RecipientDecision>();

  /** By the run whose trigger made a message; null = it was this one's. */
  const findSigning = new Map<string | null, ReturnType<typeof createSigningNow> | null>();

  function rulesOf(channelKey: string): ChannelRules {
    let found = rules.get(channelKey);
    if (found === undefined) {
      const channel = context.workspace.get('channel', channelKey)?.value;
      const policy = channel === undefined ? withoutChannel : policyOfChannel(channelKey, channel);
      const schemes =
        channel === undefined || !isSignedAfresh
          ? { scheme: null, previousSchemes: [] }
          : signingSchemes(channel, ownSchemes(context), `The channel "${channelKey}"`);
      found = { policy: resend.attempts === 'one' ? { ...policy, maxAttempts: 1 } : policy, ...schemes };
      rules.set(channelKey, found);
    }
    return found;
  }

  async function signingOf(attempt: AttemptRecord, originId: string | null): Promise<SigningNow> {
    if (!isSignedAfresh) return unsigned;
    let find = findSigning.get(originId);
    if (find === undefined) {
      const made = originId === null ? trigger : (await context.log.getRun(originId))?.trigger;
      find = made === undefined ? null : createSigningNow(context, runOf(made), recipientsOf(originId));
      findSigning.set(originId, find);
    }
    if (find !== null) return find(attempt);
    const isWithoutKey = context.workspace.get('channel', attempt.channel)?.value.signing === null;
    return isWithoutKey ? unsigned : { isPossible: false, reason: withoutOrigin };
  }

  function runOf(made: Trigger): KeyRun {
    return { trigger: withExactValues(made), runId, startedAtMs };
  }

  function recipientsOf(originId: string | null): string[] {
    const own = resend.messages.filter(({ origin }) => (origin?.runId ?? null) === originId);
    return own.map(({ recipient }) => recipient);
  }

  async function stepOf(attempt: AttemptRecord, message: ResentMessage): Promise<StepDecision> {
    const { stepRef: ref, channel: channelKey } = attempt;
    const messageId = resentMessageId(runId, resend, message, attempt);
    const signing = await signingOf(attempt, message.origin?.runId ?? null);
    if (!signing.isPossible) {
      const { reason } = signing;
      // As in the run of a workflow: a channel or a key that is not there skips the message.
      return reason.code === 'template-error'
        ? { kind: 'fail', ref, messageId, reason }
        : { kind: 'skip', ref, reason };
    }
    // Refuses a policy that cannot be used before anything is sent.
    const { scheme, previousSchemes } = rulesOf(channelKey);
    const current = scheme === null ? [] : [scheme, ...previousSchemes];
    const without = isSignedAfresh ? signatureHeaders(attempt, current, known) : new Set<string>();
    const request = requestToSend(attempt, message.changes ?? {}, userAgent, without);
    const { signingKey, previousKeys } = signing;
    return { kind: 'send', ref, messageId, channelKey, request, signingKey, previousKeys };
  }

  function decided(recipient: ExpandedRecipient, steps: StepDecision[]): ExpandedRecipient {
    const isSent = steps.some(({ kind }) => kind === 'send');
    const unsent = steps.find((step) => step.kind !== 'send');
    decisions.set(recipient, { reason: isSent ? null : (unsent?.reason ?? null), steps, conditions: [] });
    return recipient;
  }

  async function* recipients(): AsyncGenerator<ExpandedRecipient, void, undefined> {
    let current: { recipient: ExpandedRecipient; steps: StepDecision[] } | null = null;
    for (const message of resend.messages) {
      const attempt = await context.log.getAttempt(message.attemptId);
      if (attempt === null) {
        const from = resend.otherRuns === undefined ? `run ${resend.runNumber}` : 'one of the runs';
        throw new CommandError('not-found', `A delivery of ${from} that was to be sent again is no longer in the log.`);
      }
      const step = await stepOf(attempt, message);
      if (current?.recipient.key === attempt.recipient) {
        current.steps.push(step);
        continue;
      }
      if (current !== null) yield decided(current.recipient, current.steps);
      const ordinal: number = current === null ? 0 : current.recipient.ordinal + 1;
      current = { recipient: recipientOf(attempt, ordinal), steps: [step] };
    }
    if (current !== null) yield decided(current.recipient, current.steps);
  }

  return {
    source: {
      recipients: recipients(),
      decide(recipient) {
        const decision = decisions.get(recipient);
        if (decision === undefined) throw new Error(`Nothing was read for ${recipient.key}`);
        return decision;
      },
    },
    rulesOf,
  };
}

/** As the log knows it: what the environment holds of it now does not matter. */
function recipientOf({ recipient: key, displayName }: AttemptRecord, ordinal: number): ExpandedRecipient {
  return {
    ordinal,
    recipient: { reference: parseRecipientKey(key), properties: { name: displayName }, isIdentified: true },
    key,
    via: null,
    subscription: null,
    parent: null,
    triggerData: {},
  };
}
