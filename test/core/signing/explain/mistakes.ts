import type { MistakeCode, SignatureScheme } from '../../../../core/model/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { compact, indented, type Printable, type PrintOptions, print, spaced } from './json-printer.ts';
import type { Random } from './seeded-random.ts';
import { keyFor, type World } from './world.ts';

/** Mistakes of the same part get into each other's way and are not combined. */
export type Part = 'key' | 'signature' | 'time' | 'body' | 'wrapping' | 'content' | 'url' | 'rules';

export interface PlantedMistake {
  code: MistakeCode;
  part: Part;
  /** What would be needed to prove it is lost. */
  isLossy?: boolean;
  /** False = it cannot happen in this world. */
  plant(world: World, random: Random): boolean;
}

const planted: PlantedMistake[] = [];
const add = (code: MistakeCode, part: Part, plant: PlantedMistake['plant'], isLossy = false) =>
  planted.push({ code, part, plant, isLossy });

const isJson = ({ scheme }: World): boolean => !scheme.signedContent.includes('{form}');
const withContent = (world: World, signedContent: string): boolean => {
  if (signedContent === world.senderScheme.signedContent) return false;
  world.senderScheme = { ...world.senderScheme, signedContent };
  return true;
};
const withKeyRule = (world: World, key: SignatureScheme['key']): boolean => {
  world.senderScheme = { ...world.senderScheme, key };
  return true;
};
const verbatim = { stripPrefix: null, decoding: 'utf8' } as const;

// The secret
add('key-prefix-kept', 'key', (world) => world.scheme.key.stripPrefix !== null && withKeyRule(world, verbatim));
add('key-prefix-stripped', 'key', (world, random) => {
  if (world.scheme.key.decoding !== 'utf8' || world.scheme.key.stripPrefix !== null) return false;
  const rest = `${random.text('abcdefghijkmnpqrst', 18)}.~`;
  world.keys = [`${random.pick(['whsec_', 'sk_live_', 'pdl_ntfset_'])}${rest}`];
  world.senderKey = rest;
  return true;
});
add('key-not-decoded', 'key', (world) => {
  const { decoding, stripPrefix } = world.scheme.key;
  if (decoding === 'utf8') return false;
  world.senderKey = world.senderKey.slice((stripPrefix ?? '').length);
  return withKeyRule(world, verbatim);
});
add('key-base64-decoded', 'key', (world, random) => {
  if (world.scheme.key.decoding !== 'utf8' || world.scheme.key.stripPrefix !== null) return false;
  const prefix = random.pick(['', 'whsec_']);
  const key = prefix + keyFor({ key: { stripPrefix: null, decoding: 'base64' } }, random);
  world.keys = [key];
  world.senderKey = key;
  return withKeyRule(world, { stripPrefix: prefix === '' ? null : prefix, decoding: 'base64' });
});
add('key-hex-decoded', 'key', (world, random) => {
  if (world.scheme.key.decoding !== 'utf8' || world.scheme.key.stripPrefix !== null) return false;
  world.keys = [random.text('0123456789abcdef', 64)];
  world.senderKey = world.keys[0] ?? '';
  return withKeyRule(world, { stripPrefix: null, decoding: 'hex' });
});
const aroundKey = (code: MistakeCode, around: readonly [string, string][]) =>
  add(code, 'key', (world, random) => {
    const [before, after] = random.pick(around);
    const changed = `${before}${world.senderKey}${after}`;
    if (world.scheme.key.decoding === 'utf8' && world.scheme.key.stripPrefix === null && random.below(2) === 0)
      world.senderKey = changed;
    else world.keys = [changed];
    return true;
  });
aroundKey('key-trailing-newline', [
  ['', '\n'],
  ['', '\r\n'],
]);
aroundKey('key-blanks-around', [
  ['', ' '],
  [' ', ''],
]);
aroundKey('key-quoted', [
  ['"', '"'],
  ["'", "'"],
]);
add('key-old', 'key', (world, random) => {
  world.keys = [
    keyFor(world.scheme, random),
    ...(random.below(2) === 0 ? [keyFor(world.scheme, random)] : []),
    world.senderKey,
  ];
  return true;
});

// The signature as it stands in the request
const inHeaders = (world: World, rewrite: (value: string, signature: string) => string): boolean => {
  if (!world.scheme.headers.some(({ value }) => value.includes('{signature}'))) return false;
  world.onTheWay.push((request, signature) => ({
    ...request,
    headers: request.headers.map(([name, value]) => [
      name,
      value.includes(signature) ? rewrite(value, signature) : value,
    ]),
  }));
  return true;
};
add('signature-encoding', 'signature', (world) => {
  const encoding = world.scheme.encoding === 'hex' ? 'base64' : 'hex';
  world.senderScheme = { ...world.senderScheme, encoding };
  return true;
});
add(
  'signature-letter-case',
  'signature',
  (world) =>
    world.scheme.encoding === 'hex' &&
    inHeaders(world, (value, signature) => value.replace(signature, signature.toUpperCase())),
);
add(
  'signature-unpadded',
  'signature',
  (world) =>
    world.scheme.encoding === 'base64' &&
    inHeaders(world, (value, signature) => value.replace(signature, signature.replace(/=+$/, ''))),
);
add('signature-double-encoded', 'signature', (world) => {
  const { encoding } = world.scheme;
  return inHeaders(world, (value, signature) =>
    value.replace(signature, Buffer.from(Buffer.from(signature, encoding).toString('hex')).toString('base64')),
  );
});
add('signature-form', 'signature', (world) => {
  const carrier = world.scheme.headers.find(({ value }) => value.includes('{signature}'));
  if (carrier === undefined) return false;
  if (carrier.value === '{signature}') return inHeaders(world, (value) => `sha256=${value}`);
  return /^[\w-]+[=,]\{signature\}$/.test(carrier.value) && inHeaders(world, (_, signature) => signature);
});
add('header-other', 'signature', (world) => {
  const carrier = world.scheme.headers.find(({ value }) => value.includes('{signature}'));
  if (carrier === undefined || carrier.value.includes('{timestamp}')) return false;
  world.onTheWay.push((request) => ({
    ...request,
    headers: request.headers.map(([name, value]) => [
      name.toLowerCase() === carrier.name.toLowerCase() ? 'x-acme-digest' : name,
      value,
    ]),
  }));
  return true;
});
add(
  'header-missing',
  'signature',
  (world) => {
    world.onTheWay.push((request, signature) => ({
      ...request,
      headers: request.headers.filter(([, value]) => !value.includes(signature)),
    }));
    return world.scheme.headers.some(({ value }) => value.includes('{signature}'));
  },
  true,
);
add(
  'signature-truncated',
  'signature',
  (world) => inHeaders(world, (value, signature) => value.replace(signature, signature.slice(0, 18))),
  true,
);

// Time
add('timestamp-too-old', 'time', (world, random) => {
  const bound = world.scheme.timestamp?.tolerancePastSeconds ?? null;
  if (bound === null) return false;
  world.nowMs = world.sentAtMs + (bound + 2 + random.below(86_400)) * 1000;
  return true;
});
add('timestamp-in-future', 'time', (world, random) => {
  const bound = world.scheme.timestamp?.toleranceFutureSeconds ?? null;
  if (bound === null) return false;
  world.nowMs = world.sentAtMs - (bound + 2 + random.below(86_400)) * 1000;
  return true;
});
const otherUnit = (code: MistakeCode, due: 'seconds' | 'milliseconds', unit: 'seconds' | 'milliseconds') =>
  add(code, 'time', (world) => {
    if (world.scheme.timestamp?.unit !== due) return false;
    world.senderScheme = { ...world.senderScheme, timestamp: { ...world.scheme.timestamp, unit } };
    return true;
  });
otherUnit('timestamp-milliseconds', 'seconds', 'milliseconds');
otherUnit('timestamp-seconds', 'milliseconds', 'seconds');
add('timestamp-unit-signed', 'time', (world) => {
  const unit = world.scheme.timestamp?.unit;
  const text = unit === 'seconds' ? String(world.sentAtMs) : String(Math.floor(world.sentAtMs / 1000));
  return withContent(world, world.senderScheme.signedContent.replace('{timestamp}', text));
});

// JSON: one layout or spelling is signed, and another one arrives
const respelled = (
  code: MistakeCode,
  signed: PrintOptions,
  received: PrintOptions,
  prepare?: (document: Map<string, Printable>) => void,
) =>
  add(code, 'body', (world) => {
    if (!isJson(world) || world.scheme.bodyFields !== undefined) return false;
    prepare?.(world.document);
    world.signedBody = Buffer.from(print(world.document, signed));
    const arriving = Buffer.from(print(world.document, received));
    world.bodyOnTheWay.push(() => arriving);
    return !arriving.equals(world.signedBody);
  });
const spell = (change: (text: string) => string): PrintOptions => ({ ...compact, spell: change });
const ascii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const html = (text: string) => text.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
const slashes = (text: string) => text.replaceAll('/', '\\/');
const say = (name: string, value: Printable) => (document: Map<string, Printable>) => void document.set(name, value);
const letters = say('name', 'Zoë – Ångström');
const address = say('link', 'https://example.test/a');
const markup = say('html', '<b>1 & 2</b>');
respelled('json-compact', compact, indented('  '));
respelled('json-compact', compact, spaced);
respelled('json-spaced', spaced, compact);
respelled('json-indented', indented('  '), compact);
respelled('json-indented', indented('    '), compact);
respelled('json-indented', indented('\t'), spaced);
respelled('json-sorted', { ...compact, isSorted: true }, compact, say('aaa', 'x'));
respelled('json-sorted', { ...spaced, isSorted: true }, compact, say('aaa', 'x'));
respelled('json-slashes', spell(slashes), compact, address);
respelled('json-slashes', compact, spell(slashes), address);
respelled('json-unicode', spell(ascii), compact, letters);
respelled('json-unicode', compact, spell(ascii), letters);
respelled('json-html-escapes', spell(html), compact, markup);
respelled('json-html-escapes', compact, spell(html), markup);
const js = { ...compact, number: (raw: string) => JSON.stringify(Number(raw)) };
respelled('json-numbers', js, compact, say('total', { number: '1.50' }));
respelled('json-numbers', compact, js, say('total', { number: '17.0' }));
respelled('json-numbers', compact, js, say('big', { number: '1234567890123456789' }));
respelled('json-numbers', js, compact, say('big', { number: '9007199254740993123' }));
add('json-reparsed', 'body', (world) => {
  if (!isJson(world) || world.scheme.bodyFields !== undefined) return false;
  letters(world.document);
  address(world.document);
  say('total', { number: '1.50' })(world.document);
  const received = Buffer.from(print(world.document, { ...spaced, spell: (text) => ascii(slashes(text)) }));
  world.signedBody = Buffer.from(JSON.stringify(JSON.parse(received.toString())));
  world.bodyOnTheWay.push(() => received);
  return true;
});
add('json-order', 'body', (world, random) => {
  if (!isJson(world) || world.scheme.bodyFields !== undefined || world.scheme.items !== undefined) return false;
  const names = ['id', 'kind', 'at', 'done'];
  const document = new Map<string, Printable>(names.map((name) => [name, random.text('abc', 4)]));
  const entries = [...document];
  const [first, second, ...rest] = entries;
  if (first === undefined || second === undefined) return false;
  const fields = [...world.document].filter(([name]) => world.scheme.signedContent.includes(name));
  world.signedBody = Buffer.from(print(new Map([...entries, ...fields]), compact));
  const arriving = Buffer.from(print(new Map([second, ...rest, first, ...fields]), compact));
  world.bodyOnTheWay.push(() => arriving);
  return fields.length === 0;
});

// The body as bytes
const mangled = (
  code: MistakeCode,
  part: Part,
  plant: (body: Buffer, random: Random) => { signed: Uint8Array; received: Uint8Array } | null,
  isLossy = false,
) =>
  add(
    code,
    part,
    (world, random) => {
      if (world.scheme.bodyFields !== undefined || !isJson(world)) return false;
      const made = plant(Buffer.from(world.signedBody), random);
      if (made === null) return false;
      // What another mistake did to the body stays: this one comes on top.
      const earlier = [...world.bodyOnTheWay];
      if (part === 'wrapping' && earlier.length > 0) {
        const arriving = earlier.reduce((body, change) => change(body), world.signedBody);
        const both = plant(Buffer.from(arriving), random);
        const signedToo = plant(Buffer.from(world.signedBody), random);
        if (both === null || signedToo === null) return false;
        world.signedBody = signedToo.signed;
        world.bodyOnTheWay = [() => both.received];
        return !Buffer.from(arriving).equals(both.signed) || true;
      }
      world.signedBody = made.signed;
      world.bodyOnTheWay.push(() => made.received);
      return true;
    },
    isLossy,
  );
const join = (...parts: (Uint8Array | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
mangled('body-bom', 'wrapping', (body) => ({ signed: body, received: join(mark, body) }));
mangled('body-bom', 'wrapping', (body) => ({ signed: join(mark, body), received: body }));
mangled('body-final-newline', 'wrapping', (body) => ({ signed: body, received: join(body, '\n') }));
mangled('body-final-newline', 'wrapping', (body) => ({ signed: join(body, '\n'), received: body }));
mangled('body-final-newline', 'wrapping', (body) => ({ signed: join(body, '\r\n'), received: body }));
mangled('body-line-breaks', 'body', (body) => {
  const text = JSON.stringify(JSON.parse(body.toString()), null, 2);
  return { signed: Buffer.from(text), received: Buffer.from(text.replaceAll('\n', '\r\n')) };
});
mangled('body-line-breaks', 'body', (body) => {
  const text = JSON.stringify(JSON.parse(body.toString()), null, 2);
  return { signed: Buffer.from(text.replaceAll('\n', '\r\n')), received: Buffer.from(text) };
});
mangled('body-blanks-around', 'wrapping', (body) => ({ signed: body, received: join('  ', body, '  ') }));
const withLetters = (body: Buffer) => join(body.subarray(0, -1), ',"name":"Zoë Åse"}');
mangled('body-charset', 'body', (body) => {
  const text = withLetters(body).toString();
  return /[\u0100-\uffff]/.test(text) ? null : { signed: Buffer.from(text, 'latin1'), received: Buffer.from(text) };
});
mangled('body-charset', 'body', (body) => {
  const text = withLetters(body).toString();
  return { signed: Buffer.from(text), received: Buffer.from(Buffer.from(text).toString('latin1')) };
});
mangled('body-charset', 'body', (body) => {
  const text = withLetters(body).toString();
  return /[\u0100-\uffff]/.test(text) ? null : { signed: Buffer.from(text), received: Buffer.from(text, 'latin1') };
});
mangled(
  'body-charset',
  'body',
  (body) => {
    const bytes = Buffer.from(withLetters(body).toString(), 'latin1');
    return { signed: bytes, received: Buffer.from(bytes.toString('utf8')) };
  },
  true,
);
mangled('body-truncated', 'body', (body) => ({ signed: body, received: body.subarray(0, -1) }));
add(
  'body-truncated',
  'body',
  (world, random) => {
    const { length } = world.signedBody;
    if (world.scheme.bodyFields !== undefined || world.scheme.items !== undefined) return false;
    world.headers.push(['content-length', String(length)]);
    world.bodyOnTheWay.push((body) => body.subarray(0, 5 + random.below(length - 12)));
    return true;
  },
  true,
);
mangled('body-empty', 'body', (body) => ({ signed: new Uint8Array(), received: body }));
add(
  'body-empty',
  'body',
  (world) => {
    if (world.scheme.bodyFields !== undefined || world.scheme.items !== undefined) return false;
    world.headers.push(['content-length', String(world.signedBody.length)]);
    world.bodyOnTheWay.push(() => new Uint8Array());
    return true;
  },
  true,
);
mangled('body-object-text', 'body', (body) => ({ signed: Buffer.from('[object Object]'), received: body }));
mangled('body-base64', 'body', (body) => ({ signed: body, received: Buffer.from(body.toString('base64')) }));
mangled('body-base64', 'body', (body) => ({ signed: Buffer.from(body.toString('base64')), received: body }));
mangled('body-json-string', 'body', (body) => ({
  signed: body,
  received: Buffer.from(JSON.stringify(body.toString())),
}));
mangled('body-json-string', 'body', (body) => ({
  signed: Buffer.from(JSON.stringify(body.toString())),
  received: body,
}));
const form = (blank: string) => Buffer.from(`name=Zo%C3%AB${blank}B&note=a${blank}b%2Fc&n=1`);
mangled('body-form-encoding', 'body', () => ({ signed: form('+'), received: form('%20') }));
mangled('body-form-encoding', 'body', () => ({ signed: form('%20'), received: form('+') }));
mangled('body-form-encoding', 'body', () => ({
  signed: form('+'),
  received: Buffer.from(
    form('+')
      .toString()
      .replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()),
  ),
}));

// What is put together
const contentOf = ({ senderScheme }: World): string[] => senderScheme.signedContent.match(/\{[^{}]+\}|[^{}]+/g) ?? [];
const isPlaceholder = (part: string) => part.startsWith('{');
add('content-part-missing', 'content', (world, random) => {
  const parts = contentOf(world);
  const places = parts.flatMap((part, index) =>
    isPlaceholder(part) && !/^\{(body|form|json|lines|secret)/.test(part) ? [index] : [],
  );
  if (places.length === 0 || parts.filter(isPlaceholder).length < 2) return false;
  const at = random.pick(places);
  const next = parts[at + 1];
  const dropped = next !== undefined && !isPlaceholder(next) ? 2 : 1;
  return withContent(world, parts.filter((_, index) => index < at || index >= at + dropped).join(''));
});
add('content-part-extra', 'content', (world, random) => {
  const content = world.senderScheme.signedContent;
  const name = random.pick([
    '{method}',
    '{url}',
    ...(world.scheme.timestamp === null ? [] : ['{timestamp}']),
    ...(world.scheme.headers.some(({ value }) => value.includes('{id}')) ? ['{id}'] : []),
  ]);
  if (content.includes(name)) return false;
  return withContent(world, `${name}${random.pick(['.', ':', ''])}${content}`);
});
add('content-order', 'content', (world) => {
  const parts = contentOf(world);
  const names = parts.filter(isPlaceholder);
  if (names.length < 2 || names.length > 4) return false;
  const turned = [...names.slice(1), names[0] ?? ''];
  let next = 0;
  return withContent(world, parts.map((part) => (isPlaceholder(part) ? (turned[next++] ?? part) : part)).join(''));
});
add('content-separator', 'content', (world, random) => {
  const parts = contentOf(world);
  const names = parts.filter(isPlaceholder);
  if (names.length < 2 || !isPlaceholder(parts[0] ?? '')) return false;
  return withContent(world, names.join(random.pick(['.', ':', ',', '|', '\n', ''])));
});
add('body-hashed', 'content', (world) =>
  withContent(world, world.senderScheme.signedContent.replace('{body}', '{body.sha256}')),
);
add('method-letter-case', 'content', (world) =>
  withContent(world, world.senderScheme.signedContent.replace('{method}', 'post')),
);

// The URL behind a proxy
const otherUrl = (code: MistakeCode, change: (url: string) => string, headers: [string, string][] = []) =>
  add(code, 'url', (world) => {
    if (!/\{(url|path|query)/.test(world.scheme.signedContent)) return false;
    world.onTheWay.push((request) => ({
      ...request,
      url: change(request.url),
      headers: [...request.headers, ...headers],
    }));
    return true;
  });
otherUrl('url-scheme', (url) => url.replace('https:', 'http:'));
otherUrl('url-host', (url) => url.replace('hooks.example.test', 'app.internal'), [
  ['x-forwarded-host', 'hooks.example.test'],
]);
otherUrl('url-host', (url) => url.replace('https://hooks.example.test', 'http://127.0.0.1:8080'), [
  ['x-forwarded-host', 'hooks.example.test'],
  ['x-forwarded-proto', 'https'],
]);
otherUrl('url-port', (url) => url.replace('.test/', '.test:443/'));
otherUrl('url-port', (url) => url.replace('.test/', '.test:8443/'));
otherUrl('url-path-prefix', (url) => url.replace('/api/in', '/in'), [['x-forwarded-prefix', '/api']]);
otherUrl('url-path-prefix', (url) => url.replace('/api/in', '/in'));
otherUrl('url-path-prefix', (url) => url.replace('/api/in', '/gateway/api/in'));
otherUrl('url-trailing-slash', (url) => url.replace('/7?', '/7/?'));
otherUrl('url-query', (url) => `${url}&utm_source=x`);
otherUrl('url-escapes', (url) => url.replace('a%20b', 'a+b'));

// The rules
add('algorithm-other', 'rules', (world, random) => {
  const { algorithm } = world.scheme;
  if (!algorithm.startsWith('hmac-')) return false;
  const others = (['hmac-sha1', 'hmac-sha256', 'hmac-sha512'] as const).filter((other) => other !== algorithm);
  world.senderScheme = { ...world.senderScheme, algorithm: random.pick(others) };
  return true;
});
add('scheme-other', 'rules', (world, random) => {
  if (world.scheme.items !== undefined || world.scheme.bodyFields !== undefined || !isJson(world)) return false;
  const others = Object.values(schemePresets).filter(
    (other) =>
      other.algorithm.startsWith('hmac-') &&
      other.items === undefined &&
      other.bodyFields === undefined &&
      !other.signedContent.includes('{form}') &&
      other.key.decoding !== 'hex',
  );
  const other = random.pick(others);
  const isBase64 = other.key.decoding === 'base64' || world.scheme.key.decoding === 'base64';
  if (world.scheme.key.decoding === 'hex') return false;
  const prefix = other.key.stripPrefix ?? world.scheme.key.stripPrefix ?? '';
  world.senderKey = prefix + keyFor({ key: { stripPrefix: null, decoding: isBase64 ? 'base64' : 'utf8' } }, random);
  world.keys = [world.senderKey];
  world.senderScheme = other;
  return other.name !== world.scheme.name;
});

export const plantedMistakes: readonly PlantedMistake[] = planted;
