import type { MistakeCode, SignatureScheme } from '../../../../core/model/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { bodyMistakes } from './body-mistakes.ts';
import { isJson, mistakeList, type PlantedMistake } from './planted-mistake.ts';

import { keyFor, type World } from './world.ts';

const { planted, add } = mistakeList();

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

// In this place, so that the same cases are drawn as ever.
planted.push(...bodyMistakes);

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
