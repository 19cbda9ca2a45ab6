import type { SchemeChoice } from '../core/contract/index.ts';
import type { SignatureLab } from '../core/signature-lab.ts';
import { badInput, type CapturedRequest, schemeChoice } from './signature-input.ts';
import type { SchemeOptions } from './signature-options.ts';

/** The scheme that was named, or the one that the request's headers speak for; `note` says when it was recognised. */
export async function chooseScheme(
  lab: SignatureLab,
  options: SchemeOptions,
  request: CapturedRequest,
): Promise<{ scheme: SchemeChoice; note: string | null }> {
  const named = await schemeChoice(lab, options);
  if (named !== null) return { scheme: named, note: null };
  const { headers, url, body } = request;
  const [first, second] = await lab.call('signatures.recognise', { headers: [...headers], url, body });
  if (first === undefined) {
    throw badInput('The headers speak for no known scheme: name one with --scheme. `hookbench schemes` lists them.');
  }
  const others =
    second !== undefined && second.score === first.score ? ` ${second.name} looks the same: --scheme decides.` : '';
  const own = [...lab.ownSchemes.keys()].find((key) => first.preset === `own/${key}`);
  const scheme: SchemeChoice = own === undefined ? { preset: first.preset } : { own };
  return { scheme, note: `Scheme: ${first.name} (recognised). ${first.reason}${others}` };
}
