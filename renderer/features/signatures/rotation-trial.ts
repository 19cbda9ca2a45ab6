import type { CommandOutput, EngineClient, SchemeChoice } from '../../../core/contract/index.ts';
import { exampleRequest } from './fill-example.ts';

export interface RotationInput {
  scheme: SchemeChoice;
  /** Of the key in use; the same scheme, or another that fits into one request with it. */
  oldScheme: SchemeChoice;
  oldKey: string;
  newKey: string;
  /** How long both keys sign. */
  graceMs: number;
}

export interface RotationMoment {
  id: 'during' | 'after';
  atMs: number;
  signed: CommandOutput<'signatures.sign'>;
  /** What receivers make of it that know one of the keys only. */
  isValidWithOld: boolean;
  isValidWithNew: boolean;
}

/**
 * Signs an example in the middle of the grace period and once after it, and verifies each with either key: what
 * receivers see that have changed over, and those that have not. Rejects as the engine does.
 */
export async function tryRotation(
  engine: EngineClient,
  input: RotationInput,
  nowMs: number,
): Promise<RotationMoment[]> {
  const { scheme, oldScheme, oldKey, newKey, graceMs } = input;
  const validUntilMs = nowMs + graceMs;
  const moment = async (id: RotationMoment['id'], atMs: number): Promise<RotationMoment> => {
    const signed = await engine.call('signatures.sign', {
      request: exampleRequest,
      scheme,
      key: newKey,
      timestampMs: atMs,
      messageId: null,
      olderKeys: [{ key: oldKey, validUntilMs, ...(oldScheme === scheme ? {} : { scheme: oldScheme }) }],
    });
    const { method, url, headers, body } = signed;
    const isValidWith = async (choice: SchemeChoice, key: string): Promise<boolean> => {
      const request = { method, url, headers: [...headers], body };
      return (await engine.call('signatures.verify', { request, scheme: choice, key, nowMs: atMs })).isValid;
    };
    return {
      id,
      atMs,
      signed,
      isValidWithOld: await isValidWith(oldScheme, oldKey),
      isValidWithNew: await isValidWith(scheme, newKey),
    };
  };
  return [await moment('during', nowMs + Math.floor(graceMs / 2)), await moment('after', validUntilMs + 1000)];
}
