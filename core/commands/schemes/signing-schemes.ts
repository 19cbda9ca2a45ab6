import { CommandError } from '../../contract/errors.ts';
import type { Channel, RenderedRequest, SignatureScheme, SignedRequest } from '../../model/index.ts';
import { type FindOwnScheme, overlapProblem, resolveScheme, signRequest, signWithKeys } from '../../signing/index.ts';
import type { RenderedPreviousKey } from '../../workflow/index.ts';

/** The schemes a channel signs with. */
export interface SigningSchemes {
  /** Null = the channel does not sign. */
  scheme: SignatureScheme | null;
  /** Of the channel's previous keys, in their order. */
  previousSchemes: readonly SignatureScheme[];
}

/**
 * Resolves the schemes of a channel and of its previous keys. Throws `invalid-input` for one that does not exist, and
 * for two whose signatures do not fit into one request. `subject` begins the sentence.
 */
export function signingSchemes({ signing }: Channel, findOwn: FindOwnScheme, subject = 'The channel'): SigningSchemes {
  if (signing === null) return { scheme: null, previousSchemes: [] };
  const scheme = resolveScheme(signing.scheme, findOwn);
  if (scheme === null) throw unknownScheme(`${subject} asks`, 'channel.signing.scheme');
  const previousSchemes = (signing.previousKeys ?? []).map(({ scheme: choice }, index) => {
    const own = choice === undefined ? scheme : resolveScheme(choice, findOwn);
    const field = `channel.signing.previousKeys.${index}.scheme`;
    if (own === null) throw unknownScheme(`Previous key ${index + 1} of ${subject.replace(/^T/, 't')} asks`, field);
    const problem = overlapProblem(scheme, own);
    if (problem !== null) throw new CommandError('invalid-input', problem, { field });
    return own;
  });
  return { scheme, previousSchemes };
}

function unknownScheme(words: string, field: string): CommandError {
  const message = `${words} for a signature scheme that does not exist. Choose one of those in its signing form.`;
  return new CommandError('invalid-input', message, { field });
}

/** Signs with the current key and, while keys are changed, with those whose time is not over. Throws `SigningError`. */
export function signMessage(
  { scheme, previousSchemes }: SigningSchemes,
  keys: { current: string | null; previous: readonly RenderedPreviousKey[] },
  message: { request: RenderedRequest; messageId: string; timestampMs: number },
): SignedRequest {
  if (keys.current === null || scheme === null) return { ...message.request, signature: null };
  if (keys.previous.length === 0) return signRequest({ scheme, key: keys.current, ...message });
  const previous = keys.previous.map(({ index, ...key }) => ({ ...key, scheme: previousSchemes[index] }));
  return signWithKeys({ scheme, keys: [{ key: keys.current, validUntilMs: null }, ...previous], ...message }).request;
}
