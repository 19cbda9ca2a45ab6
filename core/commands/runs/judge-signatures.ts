import type { RecipientRunRow } from '../../contract/payloads.ts';
import { type Receiver, type RunRecord, receiverAddress } from '../../model/index.ts';
import { verifyWithKeys } from '../../signing/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { createReceiverKeys } from '../receivers/receiver-keys.ts';
import { ownSchemes } from '../schemes/own-schemes.ts';
import { verifyingSchemes } from '../signatures/verify-at-any-clock.ts';
import type { RunReceipts } from './run-receipts.ts';

/** Whether the recipient's receiver found every signature valid; the message is the second half of a sentence. */
export interface SignatureJudgement {
  isValid: boolean;
  message: string;
}

/**
 * Takes the receiver's own verdicts, given on the bytes that arrived. When they are not known any more (they live in
 * memory), the logged requests are verified again as the receiver would, at the time they were sent.
 */
export async function judgeSignatures(
  context: EngineContext,
  receipts: RunReceipts,
  run: RunRecord,
  receivers: readonly string[],
  row: RecipientRunRow,
): Promise<SignatureJudgement> {
  if (row.attempts.length === 0) return { isValid: false, message: 'no request was sent, so nothing was verified' };
  const found = receiverOf(context, receivers, row);
  if (found === null) return { isValid: false, message: "none of the scenario's receivers got its requests" };
  const receipt = receipts.of(run.id, found.key);
  if (receipt === null) return judgeLogged(context, run, found.receiver, row);
  const total = receipt.valid + receipt.invalid + receipt.unverified;
  if (receipt.unverified > 0) return { isValid: false, message: `the receiver "${found.key}" does not verify` };
  if (total === 0) return { isValid: false, message: `the receiver "${found.key}" got no request` };
  return receipt.invalid === 0
    ? { isValid: true, message: total === 1 ? 'the signature was valid' : `all ${total} signatures were valid` }
    : {
        isValid: false,
        message:
          total === 1 ? 'the signature was not valid' : `${receipt.invalid} of ${total} signatures were not valid`,
      };
}

async function judgeLogged(
  context: EngineContext,
  run: RunRecord,
  receiver: Receiver,
  row: RecipientRunRow,
): Promise<SignatureJudgement> {
  if (receiver.verification === null) return { isValid: false, message: 'its receiver does not verify' };
  const keys = createReceiverKeys(context);
  keys.prefer(run.trigger.environment);
  const { scheme, key, previousKeys = [] } = receiver.verification;
  const resolved = previousKeys.map((each) => ({ ...each, key: keys.resolve(each.key) }));
  const found = verifyingSchemes({ scheme, key: keys.resolve(key), previousKeys: resolved }, ownSchemes(context));
  if ('unknown' in found) return { isValid: false, message: 'its receiver does not verify' };
  for (const { id, number } of row.attempts) {
    const attempt = await context.log.getAttempt(id);
    if (attempt === null) continue;
    const { method, url, headers, body } = attempt.request;
    const nowMs = attempt.startedAtMs;
    const { verification } = verifyWithKeys({ ...found, method, url, headers, body, nowMs });
    if (!verification.isValid) return { isValid: false, message: `the signature of attempt ${number} is not valid` };
  }
  return { isValid: true, message: 'all signatures are valid' };
}

/** The scenario's receiver that stands behind the endpoint of the last attempt. */
function receiverOf(
  { workspace, receivers }: EngineContext,
  keys: readonly string[],
  row: RecipientRunRow,
): { key: string; receiver: Receiver } | null {
  const endpoint = localEndpoint(row.attempts.at(-1)?.endpoint ?? '');
  if (endpoint === null) return null;
  const states = receivers.states();
  for (const key of keys) {
    const receiver = workspace.get('receiver', key)?.value;
    if (receiver === undefined) continue;
    const url = states.find((state) => state.receiver === key)?.url;
    // Without a running receiver its own port and path tell; port 0 is known only while it runs.
    const own = localEndpoint(url ?? receiverAddress(receiver, receiver.port));
    if (own === endpoint) return { key, receiver };
  }
  return null;
}

/** Port and path of a URL on this machine, however the host is spelt; null = elsewhere or no URL. */
function localEndpoint(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, port, protocol, pathname } = new URL(url);
  if (hostname !== 'localhost' && hostname !== '[::1]' && !hostname.startsWith('127.')) return null;
  return `${port === '' ? (protocol === 'https:' ? '443' : '80') : port}${pathname}`;
}
