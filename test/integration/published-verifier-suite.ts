import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeaderPair, RenderedRequest, SignatureScheme, SignedRequest } from '../../core/model/index.ts';
import { resolveScheme, signRequest, verifyRequest } from '../../core/signing/index.ts';

/** A request as an SDK is given it. */
export interface Delivery {
  url: string;
  /** Names in lower case, as Node gives them. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface PublishedVerifier {
  /** A throw counts as a refusal. */
  accepts(delivery: Delivery, key: string): unknown;
  /** Where the SDK signs too: the headers it makes. */
  sign?(request: RenderedRequest, key: string): HeaderPair[] | Promise<HeaderPair[]>;
}

export interface SuiteOptions {
  preset: string;
  /** Taken with the suite's own clock, so that a heavy SDK is loaded by its own file only. */
  load: () => Promise<PublishedVerifier>;
  signingKey: string;
  verifyingKey?: string;
  otherKey: string;
  bodies?: readonly string[];
  contentType?: string;
  /** How old and how new a stamp the SDK accepts; absent = it does not look. */
  toleranceSeconds?: { past: number | null; future: number | null };
}

const nowMs = 1_700_000_000_000;
export const jsonBodies = [
  '{"event":"task.completed","id":1}',
  '{"name":"Zoë 東京 👩‍🚀","nul":"\\u0000"}',
  '{"id":12345678901234567890,"price":1.00,"e":1e400}',
  '{\r\n\t"a": 1\r\n}\r\n',
  `{"text":"${'x'.repeat(50_000)}"}`,
];

/** Both ways, and what both sides have to refuse. */
export function publishedVerifierSuite(options: SuiteOptions): void {
  const { preset, signingKey, verifyingKey = signingKey, otherKey, bodies = jsonBodies, toleranceSeconds } = options;
  const scheme = presetScheme(preset);

  describe(`${preset} and its published verifier`, () => {
    let theirs: PublishedVerifier;
    beforeAll(async () => {
      theirs = await options.load();
    }, 60_000);
    beforeEach(() => {
      vi.useFakeTimers({ now: nowMs, toFake: ['Date'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    const requestOf = (text: string): RenderedRequest => ({
      method: 'POST',
      url: 'https://example.test/hooks?a=1',
      headers: [['content-type', options.contentType ?? 'application/json']],
      body: new TextEncoder().encode(text),
    });
    const sign = (text: string, atMs = nowMs): SignedRequest =>
      signRequest({
        scheme,
        key: signingKey,
        request: requestOf(text),
        messageId: 'msg_2Lh9KRb0pwFm',
        timestampMs: atMs,
      });
    const verdictsOf = async (request: RenderedRequest, key = verifyingKey) => ({
      ours: verifyRequest({ ...request, scheme, key, nowMs: Date.now() }).isValid,
      theirs: await isAccepted(theirs, request, key),
    });

    it.each(bodies)('both accept what we sign: %#', async (text) => {
      expect(await verdictsOf(sign(text))).toEqual({ ours: true, theirs: true });
    });

    it('both refuse another key, another body and a spoiled, foreign or missing signature', async () => {
      const signed = sign(bodies[0] ?? '');
      expect(await verdictsOf(signed, otherKey)).toEqual({ ours: false, theirs: false });
      for (const spoiled of spoiledRequests(signed, sign(bodies[1] ?? ''), scheme)) {
        expect(await verdictsOf(spoiled)).toEqual({ ours: false, theirs: false });
      }
    });

    it('we accept what the SDK signs', async () => {
      if (theirs.sign === undefined) return;
      for (const text of bodies) {
        const request = requestOf(text);
        const headers = [...request.headers, ...(await theirs.sign(request, signingKey))];
        expect(await verdictsOf({ ...request, headers })).toEqual({ ours: true, theirs: true });
        expect(await verdictsOf({ ...request, headers }, otherKey)).toEqual({ ours: false, theirs: false });
      }
    });

    it('both look at the time alike', async () => {
      const { past = null, future = null } = toleranceSeconds ?? {};
      for (const [offsetSeconds, bound] of [
        [-1, past],
        [1, future],
      ] as const) {
        const within = bound === null ? 86_400 : Math.max(bound - 1, 0);
        const accepted = sign(bodies[0] ?? '', nowMs + offsetSeconds * within * 1000);
        if (bound !== null) {
          expect(await verdictsOf(accepted)).toEqual({ ours: true, theirs: true });
          const refused = sign(bodies[0] ?? '', nowMs + offsetSeconds * (bound + 2) * 1000);
          expect(await verdictsOf(refused)).toEqual({ ours: false, theirs: false });
        } else if (toleranceSeconds !== undefined) expect((await verdictsOf(accepted)).theirs).toBe(true);
      }
    });
  });
}

export function presetScheme(key: string): SignatureScheme {
  const scheme = resolveScheme({ preset: key });
  if (scheme === null) throw new Error(`no preset ${key}`);
  return scheme;
}

async function isAccepted(verifier: PublishedVerifier, request: RenderedRequest, key: string): Promise<boolean> {
  const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  try {
    const answer = await verifier.accepts({ url: request.url, headers, body: Buffer.from(request.body) }, key);
    return answer !== false;
  } catch {
    // An SDK refuses by throwing.
    return false;
  }
}

/** Another body with these headers, the headers of another body, a changed last letter, and no headers at all. */
function spoiledRequests(signed: SignedRequest, other: SignedRequest, scheme: SignatureScheme): RenderedRequest[] {
  const name = scheme.headers.find(({ value }) => value.includes('{signature}'))?.name;
  if (name === undefined) return [];
  const changed = signed.headers.map(
    ([each, value]): HeaderPair => (each === name ? [each, spoil(value)] : [each, value]),
  );
  const without = signed.headers.filter(([each]) => each !== name);
  return [
    { ...signed, body: other.body, url: signed.url },
    { ...signed, headers: other.headers },
    { ...signed, headers: changed },
    { ...signed, headers: without },
  ];
}

/** The middle of the signature, where every letter counts. */
function spoil(value: string): string {
  const at = value.length - 12;
  return value.slice(0, at) + (value[at] === 'a' ? 'b' : 'a') + value.slice(at + 1);
}
