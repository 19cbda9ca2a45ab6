import { quoted } from './code-writer.ts';
import type { VerifierPlan } from './verifier-plan.ts';

const hashTypes: Record<string, string> = {
  sha1: 'sha1::Sha1',
  sha256: 'sha2::Sha256',
  sha384: 'sha2::Sha384',
  sha512: 'sha2::Sha512',
};

/** The function that asks whether one of the secrets made one of the signatures, and what it calls. */
export function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', before: &[u8], after: &[u8]' : ', content: &[u8]';
  const looped = (made: readonly string[], condition: string) => [
    `fn is_signed(secrets: &[&str], signatures: &[String]${contents}) -> Result<bool, WebhookError> {`,
    '    for secret in secrets {',
    ...made,
    `        if signatures.iter().any(|signature| ${condition}) {`,
    '            return Ok(true);',
    '        }',
    '    }',
    '    Ok(false)',
    '}',
  ];
  // ct_eq takes the same time wherever the two differ.
  const equal = (expected: string) => `bool::from(signature.as_bytes().ct_eq(${expected}.as_bytes()))`;
  if (kind === 'token') return looped([], equal('secret'));
  if (kind === 'pair')
    return [
      ...looped([`        let key = ${publicKey(plan)};`], 'is_verified(&key, signature, content)'),
      '',
      ...verifiedLines(plan),
    ];
  const parts = isSecretSigned ? ['before', '&key', 'after'] : ['content'];
  const digest =
    kind === 'hmac'
      ? `Hmac::<${hashTypes[hash] ?? ''}>::new_from_slice(&key).map_err(|_| WebhookError("the secret is malformed"))?`
      : 'sha2::Sha256::new()';
  const isKeyed = kind === 'hmac' || isSecretSigned;
  const bytes = kind === 'hmac' ? '&digest.finalize().into_bytes()' : '&digest.finalize()';
  return [
    ...looped(
      [
        ...(isKeyed ? ['        let key = key_of(secret)?;'] : []),
        `        let mut digest = ${digest};`,
        ...parts.map((part) => `        digest.update(${part});`),
        `        let expected = ${encoded(bytes, scheme.encoding)};`,
      ],
      equal('expected'),
    ),
    ...(isKeyed
      ? [
          '',
          'fn key_of(secret: &str) -> Result<Vec<u8>, WebhookError> {',
          `    let key = ${keyBytes(plan)};`,
          '    // With an empty key anybody could sign.',
          '    if key.is_empty() { Err(WebhookError("the secret is empty")) } else { Ok(key) }',
          '}',
        ]
      : []),
  ];
}

const malformedKey = '.map_err(|_| WebhookError("the key is malformed"))?';

function publicKey(plan: VerifierPlan): string {
  const { algorithm } = plan.scheme;
  const isPem = plan.keyRule.decoding === 'pem';
  if (algorithm === 'ed25519') return 'public_key(secret)?';
  const type = algorithm === 'ecdsa-p256-sha256' ? 'VerifyingKey' : 'RsaPublicKey';
  const read = isPem
    ? `${type}::from_public_key_pem(secret)${malformedKey}`
    : `${type}::from_public_key_der(&${keyBytes(plan)})${malformedKey}`;
  return type === 'VerifyingKey'
    ? read
    : `VerifyingKey::<${algorithm === 'rsa-sha1' ? 'sha1::Sha1' : 'sha2::Sha256'}>::new(${read})`;
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { algorithm, encoding } = plan.scheme;
  const isRsa = algorithm.startsWith('rsa');
  const keyType = isRsa ? `VerifyingKey<${algorithm === 'rsa-sha1' ? 'sha1::Sha1' : 'sha2::Sha256'}>` : 'VerifyingKey';
  const parsed =
    algorithm === 'ed25519'
      ? 'Signature::from_slice(&made)'
      : isRsa
        ? 'Signature::try_from(made.as_slice())'
        : 'Signature::from_der(&made)';
  const verified =
    algorithm === 'ed25519' ? 'key.verify_strict(content, &signature)' : 'key.verify(content, &signature)';
  return [
    `fn is_verified(key: &${keyType}, text: &str, content: &[u8]) -> bool {`,
    `    let Ok(made) = ${decoded('text', encoding)} else {`,
    '        return false;',
    '    };',
    `    ${encoded('&made', encoding)} == text && ${parsed}.is_ok_and(|signature| ${verified}.is_ok())`,
    '}',
    ...(algorithm === 'ed25519'
      ? [
          '',
          '// A raw key, or the same at the end of its container.',
          'fn public_key(secret: &str) -> Result<VerifyingKey, WebhookError> {',
          `    let bytes = ${plan.keyRule.decoding === 'pem' ? 'secret.as_bytes().to_vec()' : keyBytes(plan)};`,
          '    let raw = bytes.last_chunk::<32>().ok_or(WebhookError("the key is malformed"))?;',
          `    VerifyingKey::from_bytes(raw).map_err(|_| WebhookError("the key is malformed"))`,
          '}',
        ]
      : []),
  ];
}

function keyBytes({ keyRule: { stripPrefix, decoding } }: VerifierPlan): string {
  const text = stripPrefix === null ? 'secret' : `secret.strip_prefix(${quoted(stripPrefix)}).unwrap_or(secret)`;
  if (decoding === 'hex' || decoding === 'base64') return `${decoded(text, decoding)}${malformedKey}`;
  return `${text}.as_bytes().to_vec()`;
}

/** Keys may be written in either case; a signature is compared as text besides. */
function decoded(text: string, encoding: string): string {
  return `data_encoding::${encoding === 'hex' ? 'HEXLOWER_PERMISSIVE' : alphabet(encoding)}.decode(${text}.as_bytes())`;
}

function encoded(bytes: string, encoding: string): string {
  return `data_encoding::${alphabet(encoding)}.encode(${bytes})`;
}

function alphabet(encoding: string): string {
  if (encoding === 'hex') return 'HEXLOWER';
  return encoding === 'base64' ? 'BASE64' : 'BASE64URL_NOPAD';
}
