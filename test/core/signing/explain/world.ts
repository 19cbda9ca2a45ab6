import type { ReceivedHttpRequest, SignatureScheme } from '../../../../core/model/index.ts';
import { signRequest } from '../../../../core/signing/index.ts';
import { compact, type Printable, print, randomDocument } from './json-printer.ts';
import type { Random } from './seeded-random.ts';

/** Both sides of one delivery. A mistake changes one of them. */
export interface World {
  preset: string;
  /** What the receiver believes. */
  scheme: SignatureScheme;
  keys: string[];
  nowMs: number;
  /** What the sender does. */
  senderScheme: SignatureScheme;
  senderKey: string;
  sentAtMs: number;
  url: string;
  method: string;
  headers: [string, string][];
  document: Map<string, Printable>;
  /** The bytes that are signed. */
  signedBody: Uint8Array;
  /** What becomes of the body on the way. */
  bodyOnTheWay: ((body: Uint8Array) => Uint8Array)[];
  /** What becomes of the rest on the way. */
  onTheWay: ((request: ReceivedHttpRequest, signature: string) => ReceivedHttpRequest)[];
}

export function createWorld(preset: string, scheme: SignatureScheme, random: Random): World {
  const key = keyFor(scheme, random);
  const sentAtMs = 1_700_000_000_000 + random.below(1_000_000_000);
  const document = randomDocument(random);
  addFieldsOf(scheme, document, random);
  const isForm = scheme.signedContent.includes('{form}');
  const text = isForm ? 'CallSid=CA123&From=%2B1415&Body=Hello+there&To=%2B1800' : print(document, compact);
  return {
    preset,
    scheme,
    keys: [key],
    nowMs: sentAtMs + 1000,
    senderScheme: scheme,
    senderKey: key,
    sentAtMs,
    url: 'https://hooks.example.test/api/in/7?team=a%20b&step=2',
    method: 'POST',
    headers: [
      ['content-type', isForm ? 'application/x-www-form-urlencoded' : 'application/json'],
      ['user-agent', 'sender/1.0'],
    ],
    document,
    signedBody: Buffer.from(text),
    bodyOnTheWay: [],
    onTheWay: [],
  };
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function keyFor({ key }: Pick<SignatureScheme, 'key'>, random: Random): string {
  if (key.decoding === 'hex') return random.text('0123456789ABCDEF', 64);
  if (key.decoding === 'base64') return `${key.stripPrefix ?? ''}${random.text(base64Alphabet, 32)}`;
  return `${key.stripPrefix ?? ''}s3cret-${random.text('abcdefghijkmnpqrstuvwxyz', 20)}!`;
}

/** Schemes that sign fields of the body need these to be there. */
function addFieldsOf(scheme: SignatureScheme, document: Map<string, Printable>, random: Random): void {
  const paths = [...scheme.signedContent.matchAll(/\{(?:json|lines):([^{}]+)\}/g)].flatMap(([, names]) =>
    (names ?? '').split(','),
  );
  const carried = new Set((scheme.bodyFields ?? []).map(({ path }) => path));
  let target = document;
  if (scheme.items !== undefined) {
    const steps = scheme.items.split('.');
    for (const [index, step] of steps.entries()) {
      if (step === '*') continue;
      const inner = new Map<string, Printable>();
      target.set(step, steps[index + 1] === '*' ? [inner] : inner);
      target = inner;
    }
  }
  for (const path of paths) {
    if (!carried.has(path)) setField(target, path.split('.'), `v-${random.text('abcdef', 6)}`);
  }
}

function setField(target: Map<string, Printable>, [step = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    target.set(step, value);
    return;
  }
  const known = target.get(step);
  const inner = known instanceof Map ? known : new Map<string, Printable>();
  target.set(step, inner);
  setField(inner, rest, value);
}

/** Signs as the sender does and carries the request over, with everything that happens on the way. */
export function deliver(world: World): ReceivedHttpRequest {
  const signed = signRequest({
    scheme: world.senderScheme,
    key: world.senderKey,
    request: { method: world.method, url: world.url, headers: world.headers, body: world.signedBody },
    messageId: 'msg_2b7e1c',
    timestampMs: world.sentAtMs,
  });
  const signature = signed.signature?.signature ?? '';
  const received: ReceivedHttpRequest = {
    method: signed.method,
    url: signed.url,
    headers: signed.headers,
    body: world.bodyOnTheWay.reduce((body, change) => change(body), signed.body),
  };
  return world.onTheWay.reduce((request, change) => change(request, signature), received);
}
