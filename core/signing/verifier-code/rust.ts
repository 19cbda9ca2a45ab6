import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import {
  type ContentPiece,
  type HeaderRead,
  isBare,
  UnsupportedScheme,
  type ValueForm,
  type VerifierPlan,
} from './verifier-plan.ts';

const hashTypes: Record<string, { type: string; crate: string }> = {
  sha1: { type: 'sha1::Sha1', crate: 'sha1 = "0.10"' },
  sha256: { type: 'sha2::Sha256', crate: 'sha2 = "0.10"' },
  sha384: { type: 'sha2::Sha384', crate: 'sha2 = "0.10"' },
  sha512: { type: 'sha2::Sha512', crate: 'sha2 = "0.10"' },
};

/** A module for any framework: it takes the headers and the raw body. */
export function rustModule(plan: VerifierPlan): string {
  const { scheme, kind } = plan;
  if (kind === 'pair') {
    throw new UnsupportedScheme('There is no Rust code for key pairs yet: use the crates ed25519-dalek, p256 or rsa.');
  }
  const extra = `${plan.needsMethod ? ', method: &str' : ''}${plan.needsUrl ? ', url: &str' : ''}`;
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '//! '),
    ...comment(plan.words, '//! '),
    'use std::collections::HashMap;',
    isBound(plan) ? 'use std::time::{SystemTime, UNIX_EPOCH};' : 'use std::time::SystemTime;',
    scheme.encoding !== 'hex' || scheme.key.decoding === 'base64' ? 'use base64::Engine as _;' : null,
    kind === 'hmac' && 'use hmac::{Hmac, Mac};',
    kind === 'digest' || plan.content.some((piece) => piece.kind === 'bodySha256') ? 'use sha2::Digest;' : null,
    'use subtle::ConstantTimeEq;',
    '',
    '#[derive(Debug)]',
    "pub struct WebhookError(pub &'static str);",
    '',
    '/// Fails unless the request was signed with one of the secrets: the current one, and while secrets are being changed',
    '/// the previous one too. Header names are in lower case; the body is the raw bytes, before anything parses them.',
    'pub fn verify_webhook(',
    '    headers: &HashMap<String, String>,',
    '    body: &[u8],',
    `    secrets: &[&str]${extra},`,
    '    now: SystemTime,',
    ') -> Result<(), WebhookError> {',
    indent(plan.reads.flatMap(readLines), '    '),
    optionalNames(plan).length > 0 &&
      `    let signatures: Vec<&str> = [${optionalNames(plan).join(', ')}].into_iter().flatten().map(|each| each.trim()).collect();`,
    plan.isSingle &&
      kind !== 'token' && [
        '    if signatures.windows(2).any(|pair| pair[0] != pair[1]) {',
        '        return Err(WebhookError("there is more than one signature"));',
        '    }',
      ],
    indent(timeLines(plan), '    '),
    !isBound(plan) && '    let _ = now;',
    kind === 'token' && '    let _ = body;',
    '    for secret in secrets {',
    indent(matchLines(plan), '        '),
    '    }',
    '    Err(WebhookError("the signature does not match"))',
    '}',
    '',
    keyLines(plan),
    "fn required<'a>(headers: &'a HashMap<String, String>, name: &str) -> Result<&'a str, WebhookError> {",
    '    match headers.get(name).map(|value| value.trim()) {',
    '        Some(value) if !value.is_empty() => Ok(value),',
    '        _ => Err(WebhookError("a header is missing")),',
    '    }',
    '}',
    plan.needsBetween && [
      '',
      "fn between<'a>(text: &'a str, before: &str, after: &str) -> Result<&'a str, WebhookError> {",
      '    text.strip_prefix(before)',
      '        .and_then(|rest| rest.strip_suffix(after))',
      '        .ok_or(WebhookError("a header is malformed"))',
      '}',
    ],
    plan.reads.some((read) => read.kind === 'fields') && [
      '',
      "fn fields<'a>(text: &'a str, delimiter: &str, name: &str) -> Result<Vec<&'a str>, WebhookError> {",
      '    let values: Vec<&str> = text',
      '        .split(delimiter)',
      "        .filter_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))",
      '        .collect();',
      '    if values.is_empty() {',
      '        return Err(WebhookError("a part of the header is missing"));',
      '    }',
      '    Ok(values)',
      '}',
    ],
  );
}

/** What Cargo.toml needs: the standard library has neither HMAC nor base64. */
export function rustManifest(plan: VerifierPlan): string {
  const { scheme, kind, content } = plan;
  const isText = scheme.timestamp?.unit === 'iso8601' || scheme.timestamp?.unit === 'rfc3339';
  const crates = new Set(['subtle = "2"']);
  if (kind === 'hmac') {
    crates.add('hmac = "0.12"');
    crates.add(hashTypes[plan.hash]?.crate ?? '');
  }
  if (kind === 'digest' || content.some((piece) => piece.kind === 'bodySha256')) crates.add('sha2 = "0.10"');
  if (scheme.encoding !== 'hex' || scheme.key.decoding === 'base64') crates.add('base64 = "0.22"');
  if (
    scheme.encoding === 'hex' ||
    scheme.key.decoding === 'hex' ||
    content.some((piece) => piece.kind === 'bodySha256')
  )
    crates.add('hex = "0.4"');
  if (content.some((piece) => piece.kind === 'bodyCrc32')) crates.add('crc32fast = "1"');
  if (isText) crates.add('chrono = "0.4"');
  return code('[dependencies]', ...[...crates].sort());
}

/** Whether the age is looked at. */
function isBound({ scheme: { timestamp } }: VerifierPlan): boolean {
  return timestamp !== null && (timestamp.tolerancePastSeconds ?? timestamp.toleranceFutureSeconds) !== null;
}

function variableOf(header: string): string {
  return `signature_${header.toLowerCase().replace(/\W/g, '_')}`;
}

function optionalNames({ reads }: VerifierPlan): string[] {
  return reads.flatMap((read) => (read.kind === 'value' && read.isOptional ? [variableOf(read.header)] : []));
}

function cut(form: Pick<ValueForm, 'before' | 'after'>, text: string): string {
  return isBare(form) ? text : `between(${text}, ${quoted(form.before)}, ${quoted(form.after)})?`;
}

function readLines(read: HeaderRead): CodeLine[] {
  const required = `required(headers, ${quoted(read.header.toLowerCase())})?`;
  if (read.kind === 'constant') {
    return [
      `if ${required} != ${quoted(read.value)} {`,
      `    return Err(WebhookError("the header ${read.header} is another one"));`,
      '}',
    ];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `fields(${required}, ${quoted(read.delimiter)}, ${quoted(field.name)})?`;
      const split =
        field.separator === null
          ? values
          : `${values}.into_iter().flat_map(|value| value.split(${quoted(field.separator)})).collect::<Vec<&str>>()`;
      const stripped = isBare(field)
        ? split
        : `${split}.into_iter().map(|value| between(value, ${quoted(field.before)}, ${quoted(field.after)})).collect::<Result<Vec<&str>, _>>()?`;
      if (field.target === 'signature') return [`let signatures: Vec<&str> = ${stripped};`];
      return [
        `let ${field.target}s: Vec<&str> = ${stripped};`,
        `let ${field.target} = ${field.target}s[0];`,
        `if ${field.target}s.iter().any(|each| *each != ${field.target}) {`,
        `    return Err(WebhookError("there is more than one ${field.target}"));`,
        '}',
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  if (form.target !== 'signature') return [`let ${form.target} = ${cut(form, required)};`];
  if (isOptional) return [`let ${variableOf(read.header)} = headers.get(${quoted(read.header.toLowerCase())});`];
  if (separator === null) return [`let signatures: Vec<&str> = vec![${cut(form, required)}];`];
  if (isListInside)
    return [
      `let signatures: Vec<&str> = ${cut(form, required)}.split(${quoted(separator)}).map(|each| each.trim()).collect();`,
    ];
  return [
    '// Other versions in the list are passed over.',
    `let signatures: Vec<&str> = ${required}`,
    `    .split(${quoted(separator)})`,
    isBare(form)
      ? '    .map(|each| each.trim())'
      : `    .filter_map(|each| between(each.trim(), ${quoted(form.before)}, ${quoted(form.after)}).ok())`,
    '    .collect();',
  ];
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const isNumber = unit === 'seconds' || unit === 'milliseconds';
  const isBounded = past !== null || future !== null;
  const malformed = '.map_err(|_| WebhookError("the timestamp is malformed"))?';
  const parsed = isNumber
    ? `timestamp.parse::<u64>()${malformed}`
    : `chrono::DateTime::parse_from_rfc3339(timestamp)${malformed}.timestamp_millis()`;
  const age =
    unit === 'seconds'
      ? '(since_epoch.as_secs() as i64 - stamp as i64) as f64'
      : '(since_epoch.as_millis() as i64 - stamp as i64) as f64 / 1000.0';
  return [
    isNumber && [
      'if !timestamp.bytes().all(|each| each.is_ascii_digit()) {',
      '    return Err(WebhookError("the timestamp is malformed"));',
      '}',
    ],
    `let ${isBounded ? 'stamp' : '_stamp'} = ${parsed};`,
    isBounded
      ? [
          'let since_epoch = now.duration_since(UNIX_EPOCH).map_err(|_| WebhookError("the clock is wrong"))?;',
          `let age_seconds = ${age};`,
        ]
      : null,
    past !== null && [`if age_seconds > ${past}.0 {`, '    return Err(WebhookError("the timestamp is too old"));', '}'],
    future !== null && [
      `if age_seconds < -${future}.0 {`,
      '    return Err(WebhookError("the timestamp lies in the future"));',
      '}',
    ],
  ];
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  const compare = (expected: string) => [
    '// Takes the same time wherever the two differ.',
    `if signatures.iter().any(|each| bool::from(each.as_bytes().ct_eq(${expected}))) {`,
    '    return Ok(());',
    '}',
  ];
  if (kind === 'token') return compare('secret.as_bytes()');
  const needsKey = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  const made =
    kind === 'hmac'
      ? `let mut digest = Hmac::<${hashTypes[hash]?.type ?? ''}>::new_from_slice(&key).map_err(|_| WebhookError("the secret is malformed"))?;`
      : 'let mut digest = sha2::Sha256::new();';
  const bytes = kind === 'hmac' ? 'digest.finalize().into_bytes()' : 'digest.finalize()';
  return [
    needsKey && 'let key = key_of(secret)?;',
    made,
    ...content.map((piece) => `digest.update(${pieceCode(piece)});`),
    `let expected = ${encoded(bytes, scheme.encoding)};`,
    ...compare('expected.as_bytes()'),
  ];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `hex::encode(${bytes})`;
  return `base64::engine::general_purpose::${encoding === 'base64' ? 'STANDARD' : 'URL_SAFE_NO_PAD'}.encode(${bytes})`;
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return `${quoted(piece.text)}.as_bytes()`;
    case 'header':
      return `required(headers, ${quoted(piece.header)})?.as_bytes()`;
    case 'id':
    case 'timestamp':
    case 'url':
      return `${piece.kind}.as_bytes()`;
    case 'body':
      return 'body';
    case 'secret':
      return '&key';
    case 'method':
      return 'method.to_uppercase().as_bytes()';
    case 'urlDecoded':
      return 'unescape_punctuation(url).as_bytes()';
    case 'path':
      return 'url.splitn(2, "://").last().map(|rest| rest.find(\'/\').map_or("", |at| &rest[at..])).unwrap_or("").split(\'?\').next().unwrap_or("").as_bytes()';
    case 'query':
      return 'url.split_once(\'?\').map_or("", |(_, query)| query).as_bytes()';
    case 'bodySha256':
      return 'hex::encode(sha2::Sha256::digest(body)).as_bytes()';
    case 'bodyCrc32':
      return 'crc32fast::hash(body).to_string().as_bytes()';
  }
}

function keyLines({ kind, scheme, content }: VerifierPlan): CodeLine[] {
  const { stripPrefix, decoding } = scheme.key;
  const strip = stripPrefix === null ? 'secret' : `secret.strip_prefix(${quoted(stripPrefix)}).unwrap_or(secret)`;
  const failing = '.map_err(|_| WebhookError("the secret is malformed"))';
  const decoded =
    decoding === 'hex'
      ? `hex::decode(${strip})${failing}`
      : decoding === 'base64'
        ? `base64::engine::general_purpose::STANDARD.decode(${strip})${failing}`
        : `Ok(${strip}.as_bytes().to_vec())`;
  const isNeeded = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  return [
    isNeeded && ['fn key_of(secret: &str) -> Result<Vec<u8>, WebhookError> {', `    ${decoded}`, '}', ''],
    content.some((piece) => piece.kind === 'urlDecoded') && [
      'fn unescape_punctuation(url: &str) -> String {',
      '    let mut text = url.to_string();',
      '    for letter in ":/?@!$\'()*,;".chars() {',
      '        let escape = format!("%{:02X}", letter as u32);',
      '        text = text.replace(&escape, &letter.to_string()).replace(&escape.to_lowercase(), &letter.to_string());',
      '    }',
      '    text',
      '}',
      '',
    ],
  ];
}
