import type { MistakeCode } from '../../model/index.ts';
import { type Change, withBody } from './candidate.ts';

type Bytes = (body: Uint8Array) => Uint8Array | string | null;

/** A change of the body's bytes; `rewrite` gives null, or the same, where it changes nothing. It is asked once per body. */
export function bodyChange(
  kind: 'body' | 'wrapping',
  code: MistakeCode,
  condition: string,
  rewrite: Bytes,
  cost?: number,
): Change {
  const written = new WeakMap<Uint8Array, Uint8Array | null>();
  return {
    kind,
    code,
    condition,
    ...(cost === undefined ? {} : { cost }),
    apply(candidate) {
      const { body } = candidate.facts;
      let bytes = written.get(body);
      if (bytes === undefined) {
        const made = rewrite(body);
        bytes = typeof made === 'string' ? Buffer.from(made) : made;
        written.set(body, bytes);
      }
      return withBody(candidate, bytes);
    },
  };
}
