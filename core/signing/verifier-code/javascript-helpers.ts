import { quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

/** What has to be imported; in the order of names. */
export function javaScriptImports(plan: VerifierPlan): string[] {
  const { kind, helpers } = plan;
  const names = [
    kind === 'hmac' && 'createHmac',
    (kind === 'digest' || helpers.has('bodySha256')) && 'createHash',
    kind === 'pair' && 'createPublicKey',
    kind === 'pair' && 'verify',
    kind !== 'pair' && 'timingSafeEqual',
  ].filter((name) => name !== false);
  return [
    `import { ${names.sort().join(', ')} } from 'node:crypto';`,
    ...(helpers.has('bodyCrc32') ? ["import { crc32 } from 'node:zlib';"] : []),
  ];
}

export function javaScriptHelpers(t: (type: string) => string): HelperLibrary {
  const text = t(': string');
  const list = t(': string[]');
  const json = t(': unknown');
  const headers = t(": WebhookRequest['headers']");
  return {
    required: () =>
      source(`
        function required(headers${headers}, name${text})${text} {
          const value = trim(headers[name] ?? '');
          if (value === '') throw new WebhookError('missing header: ' + name);
          return value;
        }`),
    optionals: () =>
      source(`
        function optionals(headers${headers}, names${list})${list} {
          return names.map((name) => trim(headers[name] ?? '')).filter((value) => value !== '');
        }`),
    headerValues: () =>
      source(`
        function headerValues(headers${headers}, names${text})${text} {
          const listed = names.split(' ').filter((name) => name !== '');
          return listed.map((name) => trim(headers[name.toLowerCase()] ?? '')).join('.');
        }`),
    queryValue: () =>
      source(`
        function queryValue(url${text}, name${text})${text} {
          const [value, ...more] = new URLSearchParams(queryOf(url)).getAll(name);
          if (!value || more.length > 0) throw new WebhookError('not once in the query: ' + name);
          return value;
        }`),
    jsonOf: () => [
      '// Numbers are kept as they are written, where the runtime tells (Node 22 and newer).',
      ...source(`
        function jsonOf(body${t(': Buffer')})${json} {
          try {
            const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
            return JSON.parse(text, (_key${json}, value${json}, context${t('?: { source?: string }')}) =>
              typeof value === 'number' ? (context?.source ?? String(value)) : value,
            );
          } catch {
            throw new WebhookError('the body is not JSON');
          }
        }`),
    ],
    jsonItems: () =>
      source(`
        function jsonItems(json${json}, path${text})${t(': unknown[]')} {
          let found${t(': unknown[]')} = [json];
          for (const step of path.split('.')) {
            found = found.flatMap((each) => {
              if (step === '*') return Array.isArray(each) ? each : [];
              return each !== null && typeof each === 'object' && Object.hasOwn(each, step) ? [${t('(')}each${t(' as Record<string, unknown>)')}[step]] : [];
            });
          }
          if (found.length === 0) throw new WebhookError('the body has no items');
          return found;
        }`),
    jsonText: () =>
      source(`
        function jsonText(json${json}, path${text})${text} {
          let found = json;
          for (const step of path.split('.')) {
            if (found === null || typeof found !== 'object' || !Object.hasOwn(found, step)) return '';
            found = ${t('(')}found${t(' as Record<string, unknown>)')}[step];
          }
          return found === null || found === undefined ? '' : String(found);
        }`),
    jsonRequired: () =>
      source(`
        function jsonRequired(json${json}, path${text})${text} {
          const value = jsonText(json, path);
          if (value === '') throw new WebhookError('missing in the body: ' + path);
          return value;
        }`),
    jsonLines: () =>
      source(`
        function jsonLines(json${json}, names${text})${text} {
          const present = names.split(',').filter((name) => Object.hasOwn(${t('(')}json${t(' as object)')}, name));
          return present.map((name) => name + '\\n' + jsonText(json, name) + '\\n').join('');
        }`),
    trim: () => [
      '// The blanks that HTTP allows around a value, and no others.',
      ...source(`
        function trim(text${text})${text} {
          let [start, end] = [0, text.length];
          while (start < end && (text[start] === ' ' || text[start] === '\\t')) start += 1;
          while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\\t')) end -= 1;
          return text.slice(start, end);
        }`),
    ],
    between: () =>
      source(`
        function between(text${text}, before${text}, after${text})${text} {
          if (!text.startsWith(before) || !text.endsWith(after) || text.length < before.length + after.length) {
            throw new WebhookError('a value is malformed');
          }
          return text.slice(before.length, text.length - after.length);
        }`),
    split: () =>
      source(`
        function split(text${text}, separator${text})${list} {
          return text.split(separator).map(trim);
        }`),
    elements: () => [
      '// Other versions in the list are passed over.',
      ...source(`
        function elements(text${text}, separator${text}, before${text}, after${text})${list} {
          const parts = text.split(separator).map(trim);
          const fitting = parts.filter((part) => part.startsWith(before) && part.endsWith(after));
          return fitting.map((part) => between(part, before, after));
        }`),
    ],
    fields: () =>
      source(`
        function fields(text${text}, delimiter${text}, name${text}, separator${text}, before${text}, after${text})${list} {
          const parts = text.split(delimiter).map(trim).filter((part) => part.startsWith(name + '='));
          if (parts.length === 0) throw new WebhookError('missing in the header: ' + name);
          const values = parts.map((part) => part.slice(name.length + 1));
          const all = separator === '' ? values : values.flatMap((value) => value.split(separator));
          return all.map((value) => between(value, before, after));
        }`),
    only: () =>
      source(`
        function only(values${list}, what${text})${text} {
          const [value = ''] = values;
          if (new Set(values).size !== 1) throw new WebhookError('not exactly one ' + what);
          return value;
        }`),
    upper: () =>
      source(`
        function upper(text${text})${text} {
          return text.toUpperCase();
        }`),
    unescaped: () =>
      source(`
        function unescaped(url${text})${text} {
          return url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
        }`),
    pathOf: () =>
      source(String.raw`
        function pathOf(url${text})${text} {
          return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').split('?')[0] ?? '';
        }`),
    queryOf: () =>
      source(`
        function queryOf(url${text})${text} {
          return url.split('?').slice(1).join('?');
        }`),
    formText: () => [
      '// Names and values of the form, sorted by name; of a repeated name each different value once.',
      ...source(`
        function formText(body${t(': Buffer')})${text} {
          const form = new URLSearchParams(body.toString());
          const names = [...new Set(form.keys())].sort();
          return names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value)).join('');
        }`),
    ],
    bodySha256: () =>
      source(`
        function bodySha256(body${t(': Buffer')})${text} {
          return createHash('sha256').update(body).digest('hex');
        }`),
    bodyCrc32: () =>
      source(`
        function bodyCrc32(body${t(': Buffer')})${text} {
          return String(crc32(body));
        }`),
    checkTime: ({ scheme: { timestamp } }) => {
      const {
        unit = 'seconds',
        tolerancePastSeconds: past = null,
        toleranceFutureSeconds: future = null,
      } = timestamp ?? {};
      const isNumber = unit === 'seconds' || unit === 'milliseconds';
      const form = isNumber
        ? '/^\\d{1,17}$/'
        : '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$/i';
      const age =
        unit === 'seconds'
          ? 'Math.floor(nowMs / 1000) - Number(timestamp)'
          : `(nowMs - ${isNumber ? 'Number(timestamp)' : 'Date.parse(timestamp)'}) / 1000`;
      return [
        `function checkTime(timestamp${text}, nowMs${t(': number')})${t(': void')} {`,
        `  if (!${form}.test(timestamp)) throw new WebhookError('the timestamp is malformed');`,
        `  const ageSeconds = ${age};`,
        past === null &&
          future === null &&
          "  if (Number.isNaN(ageSeconds)) throw new WebhookError('the timestamp is malformed');",
        past !== null && `  if (!(ageSeconds <= ${past})) throw new WebhookError('the timestamp is too old');`,
        future !== null &&
          `  if (!(ageSeconds >= -${future})) throw new WebhookError('the timestamp lies in the future');`,
        '}',
      ];
    },
    isSigned: (plan) => signedLines(plan, t),
  };
}

function signedLines(plan: VerifierPlan, t: (type: string) => string): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = isSecretSigned ? ['before', 'after'] : ['content'];
  const head = (names: readonly string[]) =>
    `function isSigned(secrets${t(': string[]')}, signatures${t(': string[]')}${names.map((name) => `, ${name}${t(': Buffer')}`).join('')})${t(': boolean')} {`;
  const equal = source(`

    // Takes the same time wherever the two differ.
    function isEqual(one${t(': string')}, other${t(': string')})${t(': boolean')} {
      const [left, right] = [Buffer.from(one), Buffer.from(other)];
      return left.length === right.length && timingSafeEqual(left, right);
    }`);
  if (kind === 'token') {
    return [
      head([]),
      '  return secrets.some((secret) => signatures.some((token) => isEqual(token, secret)));',
      '}',
      ...equal,
    ];
  }
  if (kind === 'pair') {
    const digest = scheme.algorithm === 'ed25519' ? 'null' : scheme.algorithm === 'rsa-sha1' ? "'sha1'" : "'sha256'";
    return [
      head(contents),
      '  return secrets.some((secret) => {',
      '    const key = publicKeyOf(secret);',
      '    return signatures.some((signature) => {',
      `      const bytes = Buffer.from(signature, '${scheme.encoding}');`,
      `      return bytes.toString('${scheme.encoding}') === signature && verify(${digest}, content, key, bytes);`,
      '    });',
      '  });',
      '}',
      '',
      ...publicKeyLines(plan, t),
    ];
  }
  const made =
    kind === 'hmac'
      ? `createHmac('${hash}', keyOf(secret)).update(content)`
      : `createHash('sha256')${isSecretSigned ? '.update(before).update(keyOf(secret)).update(after)' : '.update(content)'}`;
  return [
    head(contents),
    '  return secrets.some((secret) => {',
    `    const expected = ${made}.digest('${scheme.encoding}');`,
    '    return signatures.some((signature) => isEqual(signature, expected));',
    '  });',
    '}',
    ...equal,
    ...(kind === 'hmac' || isSecretSigned ? ['', ...keyLines(plan, t)] : []),
  ];
}

function stripped({ keyRule: { stripPrefix } }: VerifierPlan): string {
  if (stripPrefix === null) return 'secret';
  return `(secret.startsWith(${quoted(stripPrefix)}) ? secret.slice(${stripPrefix.length}) : secret)`;
}

function keyLines(plan: VerifierPlan, t: (type: string) => string): string[] {
  const { decoding } = plan.keyRule;
  return source(`
    function keyOf(secret${t(': string')})${t(': Buffer')} {
      const key = Buffer.from(${stripped(plan)}, '${decoding === 'pem' ? 'utf8' : decoding}');
      // With an empty key anybody could sign.
      if (key.length === 0) throw new Error('the secret is empty or malformed');
      return key;
    }`);
}

function publicKeyLines(plan: VerifierPlan, t: (type: string) => string): string[] {
  const { decoding } = plan.keyRule;
  const head = `function publicKeyOf(secret${t(': string')}) {`;
  if (decoding === 'pem') return [head, '  return createPublicKey(secret);', '}'];
  const isEdwards = plan.scheme.algorithm === 'ed25519';
  const container = "Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes])";
  return [
    head,
    `  const bytes = Buffer.from(${stripped(plan)}, '${decoding}');`,
    ...(isEdwards
      ? [
          '  // A raw Ed25519 key is put into the container that createPublicKey reads.',
          `  const key = bytes.length === 32 ? ${container} : bytes;`,
        ]
      : []),
    `  return createPublicKey({ key${isEdwards ? '' : ': bytes'}, format: 'der', type: 'spki' });`,
    '}',
  ];
}
