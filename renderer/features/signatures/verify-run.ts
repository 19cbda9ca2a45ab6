import type {
  CommandError,
  EngineClient,
  Explanation,
  ReceivedHttpRequest,
  SchemeChoice,
  SignatureSteps,
  Verification,
} from '../../../core/contract/index.ts';
import { toCommandError } from '../../stores/command-failure.ts';

export interface VerifyInput {
  request: ReceivedHttpRequest;
  choice: SchemeChoice;
  /** The current key first. */
  keys: readonly string[];
  nowMs: number | null;
}

export interface Verdict {
  input: VerifyInput;
  verification: Verification;
  /** How it came about, with the key whose verdict it is. */
  steps: SignatureSteps;
  /** Place of the key whose verdict it is. */
  keyIndex: number;
}

/** Tries the keys one after another, as a receiver does while keys change. Rejects as the engine does. */
export async function verifyWithKeys(engine: EngineClient, input: VerifyInput): Promise<Verdict> {
  const { request, choice: scheme, nowMs } = input;
  const verifications = await Promise.all(
    input.keys.map((key) => engine.call('signatures.verify', { request, scheme, key, nowMs })),
  );
  const keyIndex = decidingKey(verifications);
  const verification = verifications[keyIndex];
  if (verification === undefined) throw toCommandError(new Error('There is no key to verify with.'));
  const key = input.keys[keyIndex] ?? '';
  const steps = await engine.call('signatures.steps', { request, scheme, key, nowMs });
  return { input, verification, steps, keyIndex };
}

/** The key that matched; else one that only the clock refuses; else the first. */
export function decidingKey(verifications: readonly Verification[]): number {
  const valid = verifications.findIndex(({ isValid }) => isValid);
  if (valid >= 0) return valid;
  return Math.max(
    verifications.findIndex(({ code }) => code.startsWith('timestamp-')),
    0,
  );
}

/** Without blank fields, but never without any: an empty key is a mistake that the verdict names. */
export function triedKeys(keys: readonly string[]): string[] {
  const filled = keys.filter((key, index) => key !== '' || index === 0);
  return filled.length > 1 && filled[0] === '' ? filled.slice(1) : filled;
}

export type ExplainState =
  | { kind: 'looking'; triedCount: number }
  | { kind: 'found'; explanation: Explanation }
  | { kind: 'stopped'; triedCount: number }
  | { kind: 'failed'; error: CommandError };

/** Searches for the cause, telling each state as it comes; aborted, the last one is `stopped`. */
export async function explainVerdict(
  engine: EngineClient,
  { input }: Verdict,
  signal: AbortSignal,
  onState: (state: ExplainState) => void,
): Promise<void> {
  const { request, choice: scheme, keys, nowMs } = input;
  let triedCount = 0;
  onState({ kind: 'looking', triedCount });
  try {
    const search = { request, scheme, keys: [...keys], nowMs };
    for await (const step of engine.stream('signatures.explainSteps', search, { signal })) {
      if (step.kind === 'done') return onState({ kind: 'found', explanation: step.explanation });
      triedCount = step.triedCount;
      onState({ kind: 'looking', triedCount });
    }
    onState({ kind: 'stopped', triedCount });
  } catch (cause) {
    onState(signal.aborted ? { kind: 'stopped', triedCount } : { kind: 'failed', error: toCommandError(cause) });
  }
}
