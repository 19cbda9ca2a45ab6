import { code, comment, indent, quoted } from './code-writer.ts';
import { type Dialect, helperLines, snakeCase, stepLines } from './dialect.ts';
import { rustHelpers } from './rust-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';
import type { Helper } from './verifier-steps.ts';

/** A module for any framework: it takes the headers and the raw body. */
export function rustModule(plan: VerifierPlan): string {
  const { scheme, given, helpers } = plan;
  const extra = `${given.has('method') ? ', method: &str' : ''}${given.has('url') ? ', url: &str' : ''}`;
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '//! '),
    ...comment(plan.words, '//! '),
    'use std::collections::HashMap;',
    isBound(plan) ? 'use std::time::{SystemTime, UNIX_EPOCH};' : 'use std::time::SystemTime;',
    cryptoUses(plan),
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
    !given.has('headers') && '    let _ = headers;',
    !given.has('body') && '    let _ = body;',
    !helpers.has('checkTime') && '    let _ = now;',
    indent(stepLines(plan.steps, dialect), '    '),
    '    Ok(())',
    '}',
    plan.steps.some(({ kind }) => kind === 'equal') && [
      '',
      "fn equal(left: &str, right: &str, message: &'static str) -> Result<(), WebhookError> {",
      '    if left == right { Ok(()) } else { Err(WebhookError(message)) }',
      '}',
    ],
    helperLines(plan, rustHelpers),
  );
}

/** Helpers that cannot refuse. */
const free: ReadonlySet<Helper> = new Set([
  'optionals',
  'headerValues',
  'split',
  'elements',
  'upper',
  'unescaped',
  'pathOf',
  'queryOf',
  'formText',
  'bodySha256',
  'bodyCrc32',
  'jsonText',
  'jsonLines',
]);

/** What a call gives is owned, and every helper borrows. */
function borrowed(input: string): string {
  return /^[a-z_0-9]+\(/.test(input) ? `&${input}` : input;
}

const dialect: Dialect = {
  indent: '    ',
  text: quoted,
  name: (name) => (['headers', 'body', 'method', 'url', 'item'].includes(name) ? name : `&${snakeCase(name)}`),
  call: (helper, inputs) => {
    const given = [...inputs.map(borrowed), ...(helper === 'checkTime' ? ['now'] : [])].join(', ');
    return `${snakeCase(helper)}(${given})${free.has(helper) ? '' : '?'}`;
  },
  list: (items) =>
    items.every((item) => item.startsWith('"')) ? `&[${items.join(', ')}]` : `vec![${items.join(', ')}]`,
  let: (name, _type, value) => [`let ${name.slice(1)} = ${value};`],
  equal: (left, right, message) => [`equal(${borrowed(left)}, ${borrowed(right)}, ${quoted(message)})?;`],
  run: (call) => [`${call};`],
  each: (items, body) => [`for item in ${items} {`, ...body, '}'],
  bytes: (piece, isBytes) => (isBytes ? piece : `${piece.replace(/^&/, '')}.as_bytes()`),
  joined: (pieces) => (pieces.length === 0 ? '&[]' : `&[${pieces.join(', ')}].concat()`),
  signed: (contents) => [
    `if !is_signed(${['secrets', '&signatures', ...contents].join(', ')})? {`,
    '    return Err(WebhookError("the signature does not match"));',
    '}',
  ],
};

/** Whether the age is looked at. */
function isBound({ scheme: { timestamp } }: VerifierPlan): boolean {
  return timestamp !== null && (timestamp.tolerancePastSeconds ?? timestamp.toleranceFutureSeconds) !== null;
}

/** Whether bytes are written as text anywhere, or read from it. */
function isEncoded({ kind, helpers }: VerifierPlan): boolean {
  return kind !== 'token' || helpers.has('bodySha256');
}

function cryptoUses({ kind, scheme, helpers }: VerifierPlan): string[] {
  const uses: string[] = [];
  if (kind === 'hmac') uses.push('use hmac::{Hmac, Mac};');
  if (kind === 'digest' || helpers.has('bodySha256')) uses.push('use sha2::Digest;');
  if (kind !== 'pair') return [...uses, 'use subtle::ConstantTimeEq;'];
  if (scheme.algorithm === 'ed25519') return [...uses, 'use ed25519_dalek::{Signature, VerifyingKey};'];
  if (scheme.algorithm === 'ecdsa-p256-sha256') {
    return [
      ...uses,
      'use p256::ecdsa::{signature::Verifier, Signature, VerifyingKey};',
      'use p256::pkcs8::DecodePublicKey;',
    ];
  }
  return [
    ...uses,
    'use rsa::pkcs1v15::{Signature, VerifyingKey};',
    'use rsa::{pkcs8::DecodePublicKey, signature::Verifier, RsaPublicKey};',
  ];
}

const hashCrates: Record<string, string> = {
  sha1: 'sha1 = "0.10"',
  sha256: 'sha2 = "0.10"',
  sha384: 'sha2 = "0.10"',
  sha512: 'sha2 = "0.10"',
};
const pairCrates: Record<string, readonly string[]> = {
  ed25519: ['ed25519-dalek = "2"'],
  'ecdsa-p256-sha256': ['p256 = "0.13"'],
  'rsa-sha1': ['rsa = "0.9"', 'sha1 = { version = "0.10", features = ["oid"] }'],
  'rsa-sha256': ['rsa = "0.9"', 'sha2 = { version = "0.10", features = ["oid"] }'],
};

/** What Cargo.toml needs: the standard library has no HMAC, no base64 and no hex. */
export function rustManifest(plan: VerifierPlan): string {
  const { scheme, kind, helpers, hash } = plan;
  const isText = scheme.timestamp?.unit === 'iso8601' || scheme.timestamp?.unit === 'rfc3339';
  const crates = [
    ...(kind === 'pair' ? (pairCrates[scheme.algorithm] ?? []) : ['subtle = "2"']),
    ...(kind === 'hmac' ? ['hmac = "0.12"', hashCrates[hash] ?? ''] : []),
    ...(kind === 'digest' || helpers.has('bodySha256') ? ['sha2 = "0.10"'] : []),
    ...(isEncoded(plan) ? ['data-encoding = "2"'] : []),
    ...(helpers.has('bodyCrc32') ? ['crc32fast = "1"'] : []),
    ...(helpers.has('formText') || helpers.has('queryValue') ? ['form_urlencoded = "1"'] : []),
    ...(helpers.has('jsonOf') ? ['serde_json = { version = "1", features = ["arbitrary_precision"] }'] : []),
    ...(isText && helpers.has('checkTime') ? ['chrono = "0.4"'] : []),
  ];
  return code('[dependencies]', ...[...new Set(crates)].sort());
}
