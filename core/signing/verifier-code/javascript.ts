import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import { type ContentPiece, type HeaderRead, isBare, type VerifierPlan } from './verifier-plan.ts';

/** JavaScript and TypeScript share their statements; only the types differ. */
export interface JavaScriptStyle {
  isTyped: boolean;
}

/** The module that verifies: `verifyWebhook` throws `WebhookError` unless one of the secrets fits. */
export function javaScriptVerifier(plan: VerifierPlan, { isTyped }: JavaScriptStyle): string {
  const t = (typed: string, plain = '') => (isTyped ? typed : plain);
  const { scheme, kind } = plan;
  const list = plan.reads.some((read) => read.kind === 'fields');
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '// '),
    ...comment(plan.words, '// '),
    `import { ${imports(plan).join(', ')} } from 'node:crypto';`,
    plan.content.some(({ kind }) => kind === 'bodyCrc32') && `import { crc32 } from 'node:zlib';`,
    '',
    `export class WebhookError extends Error {}`,
    '',
    isTyped && [
      'export interface WebhookRequest {',
      '  /** Names in lower case; several values of one header joined with ", ". */',
      '  headers: Record<string, string | undefined>;',
      '  /** The raw bytes, before anything parses them. */',
      '  body: Buffer;',
      plan.needsMethod && '  method: string;',
      plan.needsUrl && '  /** The whole public URL, as the sender knows it. */',
      plan.needsUrl && '  url: string;',
      '}',
      '',
    ],
    '/**',
    ' * Throws a WebhookError unless the request was signed with one of the secrets: the current one, and while secrets',
    ' * are being changed the previous one too.',
    ' */',
    `export function verifyWebhook(request${t(': WebhookRequest')}, secrets${t(': string[]')}, nowMs = Date.now())${t(': void')} {`,
    kind === 'token' ? '  const { headers } = request;' : '  const { headers, body } = request;',
    indent(plan.reads.flatMap(readLines), '  '),
    optionalNames(plan).length > 0 &&
      `  const signatures = [${optionalNames(plan).join(', ')}].filter((each) => each !== undefined);`,
    plan.isSingle &&
      plan.kind !== 'token' &&
      "  if (new Set(signatures).size > 1) throw new WebhookError('there is more than one signature');",
    indent(timeLines(plan), '  '),
    '  for (const secret of secrets) {',
    indent(matchLines(plan), '    '),
    '  }',
    "  throw new WebhookError('the signature does not match');",
    '}',
    '',
    keyLines(plan, t),
    `function required(headers${t(": WebhookRequest['headers']")}, name${t(': string')})${t(': string')} {`,
    '  const value = headers[name]?.trim();',
    "  if (!value) throw new WebhookError('missing header: ' + name);",
    '  return value;',
    '}',
    plan.needsBetween && [
      '',
      `function between(text${t(': string')}, before${t(': string')}, after${t(': string')})${t(': string')} {`,
      '  if (!text.startsWith(before) || !text.endsWith(after) || text.length < before.length + after.length) {',
      "    throw new WebhookError('a header is malformed');",
      '  }',
      '  return text.slice(before.length, text.length - after.length);',
      '}',
    ],
    list && [
      '',
      `function fieldsOf(text${t(': string')}, delimiter${t(': string')}, name${t(': string')})${t(': string[]')} {`,
      '  const parts = text.split(delimiter).map((part) => part.trim());',
      "  const values = parts.filter((part) => part.startsWith(name + '=')).map((part) => part.slice(name.length + 1));",
      "  if (values.length === 0) throw new WebhookError('missing in the header: ' + name);",
      '  return values;',
      '}',
    ],
    plan.kind !== 'pair' && [
      '',
      '// Takes the same time wherever the two differ.',
      `function isEqual(one${t(': string')}, other${t(': string')})${t(': boolean')} {`,
      '  const [left, right] = [Buffer.from(one), Buffer.from(other)];',
      '  return left.length === right.length && timingSafeEqual(left, right);',
      '}',
    ],
  );
}

function imports(plan: VerifierPlan): string[] {
  const names = new Set<string>();
  if (plan.kind === 'hmac') names.add('createHmac');
  if (plan.kind === 'digest' || plan.content.some(({ kind }) => kind === 'bodySha256')) names.add('createHash');
  if (plan.kind === 'pair') for (const name of ['createPublicKey', 'verify']) names.add(name);
  else names.add('timingSafeEqual');
  return [...names].sort();
}

function readLines(read: HeaderRead): CodeLine[] {
  const name = quoted(read.header.toLowerCase());
  if (read.kind === 'constant') {
    return [
      `if (required(headers, ${name}) !== ${quoted(read.value)}) throw new WebhookError('the header ${read.header} is another one');`,
    ];
  }
  if (read.kind === 'fields') {
    const variable = `fields${read.fields
      .map(({ name: field }) => field)
      .join('')
      .replace(/\W/g, '')}`;
    return [
      `const ${variable} = required(headers, ${name});`,
      ...read.fields.map((field) => {
        const values = `fieldsOf(${variable}, ${quoted(read.delimiter)}, ${quoted(field.name)})`;
        const split =
          field.separator === null ? values : `${values}.flatMap((value) => value.split(${quoted(field.separator)}))`;
        const stripped = isBare(field)
          ? split
          : `${split}.map((value) => between(value, ${quoted(field.before)}, ${quoted(field.after)}))`;
        return field.target === 'signature' ? `const signatures = ${stripped};` : onlyOne(field.target, stripped);
      }),
    ].flat();
  }
  return valueLines(read, name);
}

function onlyOne(target: string, values: string): string {
  return [
    `const ${target}s = new Set(${values});`,
    `const [${target} = ''] = ${target}s;`,
    `if (${target}s.size > 1) throw new WebhookError('there is more than one ${target}');`,
  ].join('\n  ');
}

function valueLines(
  { form, separator, isListInside, isOptional, header }: Extract<HeaderRead, { kind: 'value' }>,
  name: string,
): CodeLine[] {
  const { before, after } = form;
  const cut = (text: string) => (isBare(form) ? text : `between(${text}, ${quoted(before)}, ${quoted(after)})`);
  if (form.target !== 'signature') return [`const ${form.target} = ${cut(`required(headers, ${name})`)};`];
  if (isOptional) {
    // Rotation by two headers: either may be absent.
    return [`const ${variableOf(header)} = headers[${name}]?.trim();`];
  }
  if (separator === null) return [`const signatures = [${cut(`required(headers, ${name})`)}];`];
  if (isListInside)
    return [
      `const signatures = ${cut(`required(headers, ${name})`)}.split(${quoted(separator)}).map((each) => each.trim());`,
    ];
  return [
    `const signatures = required(headers, ${name})`,
    `  .split(${quoted(separator)})`,
    `  .map((each) => each.trim())`,
    // Other versions in the list are passed over.
    `  .filter((each) => each.startsWith(${quoted(before)}) && each.endsWith(${quoted(after)}))`,
    `  .map((each) => ${cut('each')});`,
  ];
}

function optionalNames({ reads }: VerifierPlan): string[] {
  return reads.flatMap((read) => (read.kind === 'value' && read.isOptional ? [variableOf(read.header)] : []));
}

function variableOf(header: string): string {
  return `signature${header.replace(/\W/g, '')}`;
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const isNumber = unit === 'seconds' || unit === 'milliseconds';
  const form = isNumber
    ? '/^\\d{1,17}$/'
    : '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$/i';
  const age =
    unit === 'seconds'
      ? 'Math.floor(nowMs / 1000) - Number(timestamp)'
      : `(nowMs - ${isNumber ? 'Number(timestamp)' : 'Date.parse(timestamp)'}) / 1000`;
  return [
    `if (!${form}.test(timestamp)) throw new WebhookError('the timestamp is malformed');`,
    (past !== null || future !== null) && `const ageSeconds = ${age};`,
    past !== null && `if (!(ageSeconds <= ${past})) throw new WebhookError('the timestamp is too old');`,
    future !== null && `if (!(ageSeconds >= -${future})) throw new WebhookError('the timestamp lies in the future');`,
  ];
}

function matchLines(plan: VerifierPlan): CodeLine[] {
  const { scheme, kind } = plan;
  if (kind === 'token') return ['if (signatures.some((token) => isEqual(token, secret))) return;'];
  const parts = plan.content.map(pieceCode).join(', ');
  const only = plan.content.length === 1 && plan.content[0]?.kind === 'body';
  const content = only ? 'body' : `Buffer.concat([${parts}])`;
  if (kind === 'pair') {
    const digest = pairDigest(scheme.algorithm);
    return [
      `const content = ${content};`,
      'const key = publicKeyOf(secret);',
      'for (const signature of signatures) {',
      `  const bytes = Buffer.from(signature, '${scheme.encoding}');`,
      `  if (bytes.toString('${scheme.encoding}') === signature && verify(${digest}, content, key, bytes)) return;`,
      '}',
    ];
  }
  const needsKey = plan.content.some((piece) => piece.kind === 'secret') || kind === 'hmac';
  const made = kind === 'hmac' ? `createHmac('${plan.hash}', key)` : `createHash('sha256')`;
  return [
    needsKey && 'const key = keyOf(secret);',
    `const expected = ${made}.update(${content}).digest('${scheme.encoding}');`,
    'if (signatures.some((signature) => isEqual(signature, expected))) return;',
  ];
}

function pairDigest(algorithm: string): string {
  if (algorithm === 'ed25519') return 'null';
  return algorithm === 'rsa-sha1' ? "'sha1'" : "'sha256'";
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return `Buffer.from(${quoted(piece.text)})`;
    case 'header':
      return `Buffer.from(required(headers, ${quoted(piece.header)}))`;
    case 'id':
    case 'timestamp':
      return `Buffer.from(${piece.kind})`;
    case 'body':
      return 'body';
    case 'secret':
      return 'key';
    case 'method':
      return 'Buffer.from(request.method.toUpperCase())';
    case 'url':
      return 'Buffer.from(request.url)';
    case 'urlDecoded':
      return 'Buffer.from(request.url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent))';
    case 'path':
      return "Buffer.from(request.url.replace(/^[a-z]+:\\/\\/[^/?]*/i, '').split('?')[0] ?? '')";
    case 'query':
      return "Buffer.from(request.url.split('?').slice(1).join('?'))";
    case 'bodySha256':
      return "Buffer.from(createHash('sha256').update(body).digest('hex'))";
    case 'bodyCrc32':
      return 'Buffer.from(String(crc32(body)))';
  }
}

function keyLines({ kind, scheme, content }: VerifierPlan, t: (typed: string, plain?: string) => string): CodeLine[] {
  if (kind === 'token' || (kind === 'digest' && !content.some((piece) => piece.kind === 'secret'))) return [];
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const prefix = quoted(rule.stripPrefix ?? '');
  const strip =
    rule.stripPrefix === null
      ? 'secret'
      : `(secret.startsWith(${prefix}) ? secret.slice(${rule.stripPrefix.length}) : secret)`;
  if (kind !== 'pair') {
    return [
      `function keyOf(secret${t(': string')})${t(': Buffer')} {`,
      `  const key = Buffer.from(${strip}, '${rule.decoding === 'pem' ? 'utf8' : rule.decoding}');`,
      '  // With an empty key anybody could sign.',
      "  if (key.length === 0) throw new Error('the secret is empty or malformed');",
      '  return key;',
      '}',
      '',
    ];
  }
  if (rule.decoding === 'pem')
    return [`function publicKeyOf(secret${t(': string')}) {`, '  return createPublicKey(secret);', '}', ''];
  const der = scheme.algorithm === 'ed25519';
  return [
    `function publicKeyOf(secret${t(': string')}) {`,
    `  const bytes = Buffer.from(${strip}, '${rule.decoding}');`,
    der && '  // A raw Ed25519 key is put into the container that createPublicKey reads.',
    der &&
      "  const key = bytes.length === 32 ? Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]) : bytes;",
    `  return createPublicKey({ key${der ? '' : ': bytes'}, format: 'der', type: 'spki' });`,
    '}',
    '',
  ];
}
