import { CommandError } from '../../contract/errors.ts';
import type { Resendable } from '../../contract/payloads.ts';
import { describePolicy, resolvePolicy } from '../../delivery/index.ts';
import type { AttemptRecord, SignatureScheme } from '../../model/index.ts';
import { carriedNames, SigningError } from '../../signing/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { workspaceSchemes } from '../schemes/own-schemes.ts';
import { signatureHeaders } from '../schemes/signature-headers.ts';
import { signMessage } from '../schemes/signing-schemes.ts';
import { userAgentOf } from '../user-agent.ts';
import { makingRun, originGone } from './message-origins.ts';
import { requestToSend } from './resent-request.ts';
import { createSigningNow, type SigningNow } from './signing-now.ts';

/** What can be sent again of an attempt and how: the beginning of a form. Rejects with `not-found` for its run. */
export async function describeResendable(context: EngineContext, attempt: AttemptRecord): Promise<Resendable> {
  const run = await context.log.getRun(attempt.runId);
  if (run === null) throw new CommandError('not-found', 'The run of this attempt is no longer in the log.');
  const nowMs = context.nowMs();
  const signing = await signingNow(context, attempt, nowMs);
  const made = signing.isPossible ? madeBy(signing) : [];
  const channel = context.workspace.get('channel', attempt.channel)?.value;
  const policy = channel === undefined ? null : resolvePolicy(channel.policy);
  return {
    runId: run.id,
    runNumber: run.number,
    number: attempt.number,
    displayName: attempt.displayName,
    channel: attempt.channel,
    request: requestToSend(attempt, {}, userAgentOf(context)),
    signatureHeaders: [...signatureHeaders(attempt, made, workspaceSchemes(context))],
    signing: signing.isPossible ? trial(context, attempt, signing, made, nowMs) : cannot(signing.reason.message),
    policy:
      policy === null ? null : { name: policy.name, maxAttempts: policy.maxAttempts, words: describePolicy(policy) },
  };
}

async function signingNow(context: EngineContext, attempt: AttemptRecord, nowMs: number): Promise<SigningNow> {
  const made = await makingRun(context.log, attempt);
  if (made === null) return { isPossible: false, reason: { code: 'template-error', message: originGone } };
  const run = { trigger: made.trigger, runId: attempt.runId, startedAtMs: nowMs };
  return createSigningNow(context, run, [attempt.recipient])(attempt);
}

/** Schemes that would sign, the current one first. */
function madeBy({ schemes, previousKeys }: SigningNow & { isPossible: true }): SignatureScheme[] {
  const { scheme, previousSchemes } = schemes;
  if (scheme === null) return [];
  const replaced = previousKeys.flatMap(({ index }) => previousSchemes[index] ?? []);
  return [...new Set([scheme, ...replaced])];
}

/** Signs once and throws it away: what the scheme refuses is told before anything is sent. */
function trial(
  context: EngineContext,
  attempt: AttemptRecord,
  { schemes, signingKey, previousKeys }: SigningNow & { isPossible: true },
  made: readonly SignatureScheme[],
  timestampMs: number,
): Resendable['signing'] {
  try {
    const request = requestToSend(
      attempt,
      {},
      userAgentOf(context),
      signatureHeaders(attempt, made, workspaceSchemes(context)),
    );
    const keys = { current: signingKey, previous: previousKeys };
    const { signature } = signMessage(schemes, keys, { request, messageId: attempt.messageId, timestampMs });
    const names = made.map(carriedNames);
    return {
      isPossible: true,
      schemeName: signature?.schemeName ?? null,
      keyFingerprint: signature?.keyFingerprint ?? null,
      makes: {
        headers: [...new Set(names.flatMap(({ headers }) => headers))],
        query: [...new Set(names.flatMap(({ query }) => query))],
        bodyFields: [...new Set(names.flatMap(({ bodyFields }) => bodyFields))],
      },
    };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return cannot(error.message);
  }
}

function cannot(message: string): Resendable['signing'] {
  return { isPossible: false, message };
}
