import type { HeaderPair } from '../model/index.ts';
import type { SignedParts } from './receiver-host.ts';

/** `isSecure`: it came over https. `rawHeaders`: names and values in turn, as they came; `target`: path and query. */
export function signedParts(
  isSecure: boolean,
  method: string,
  target: string,
  rawHeaders: readonly string[],
  body: Uint8Array,
): SignedParts {
  const headers: HeaderPair[] = [];
  let host: string | null = null;
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    const value = rawHeaders[place + 1] ?? '';
    headers.push([name, value]);
    if (name.length === 4 && name.toLowerCase() === 'host') host ??= value;
  }
  return { headers, body, method, url: `${isSecure ? 'https' : 'http'}://${host ?? ''}${target}` };
}
