import { quoted } from './code-writer.ts';
import type { VerifierPlan } from './verifier-plan.ts';

const hashes: Record<string, string> = {
  sha1: 'sha1.New',
  sha256: 'sha256.New',
  sha384: 'sha512.New384',
  sha512: 'sha512.New',
};

/** `isSigned` and what it is made of. */
export function goSigned(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', before, after []byte' : ', content []byte';
  const compare = (expected: string) => [
    '\t\tfor _, signature := range signatures {',
    '\t\t\t// Takes the same time wherever the two differ.',
    `\t\t\tif subtle.ConstantTimeCompare([]byte(signature), []byte(${expected})) == 1 {`,
    '\t\t\t\treturn true',
    '\t\t\t}',
    '\t\t}',
    '\t}',
    '\treturn false',
    '}',
  ];
  const head = [`func isSigned(secrets, signatures []string${contents}) bool {`, '\tfor _, secret := range secrets {'];
  if (kind === 'token') return [...head, ...compare('secret')];
  if (kind === 'pair') {
    return [
      ...head,
      '\t\tfor _, signature := range signatures {',
      '\t\t\tif isVerified(secret, signature, content) {',
      '\t\t\t\treturn true',
      '\t\t\t}',
      '\t\t}',
      '\t}',
      '\treturn false',
      '}',
      '',
      ...verifiedLines(plan),
    ];
  }
  const isKeyed = kind === 'hmac' || isSecretSigned;
  const parts = isSecretSigned ? ['before', 'key', 'after'] : ['content'];
  return [
    ...head,
    ...(isKeyed
      ? [
          '\t\tkey, err := keyOf(secret)',
          '\t\t// With an empty key anybody could sign.',
          '\t\tif err != nil || len(key) == 0 {',
          '\t\t\tcontinue',
          '\t\t}',
        ]
      : []),
    `\t\tdigest := ${kind === 'hmac' ? `hmac.New(${hashes[hash] ?? ''}, key)` : 'sha256.New()'}`,
    ...parts.map((part) => `\t\tdigest.Write(${part})`),
    `\t\texpected := ${encoded('digest.Sum(nil)', scheme.encoding)}`,
    ...compare('expected'),
    ...(isKeyed ? ['', 'func keyOf(secret string) ([]byte, error) {', `\treturn ${keyBytes(plan)}`, '}'] : []),
  ];
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { scheme, keyRule } = plan;
  const { algorithm, encoding } = scheme;
  const isPem = keyRule.decoding === 'pem';
  const parse = ['\tparsed, err := x509.ParsePKIXPublicKey(der)', '\tif err != nil {', '\t\treturn false', '\t}'];
  const isSha1 = algorithm === 'rsa-sha1';
  const check =
    algorithm === 'ed25519'
      ? [
          '\tif len(der) == ed25519.PublicKeySize {',
          '\t\treturn ed25519.Verify(der, content, made)',
          '\t}',
          ...parse,
          '\tkey, isRight := parsed.(ed25519.PublicKey)',
          '\treturn isRight && ed25519.Verify(key, content, made)',
        ]
      : algorithm === 'ecdsa-p256-sha256'
        ? [
            ...parse,
            '\tkey, isRight := parsed.(*ecdsa.PublicKey)',
            '\tdigest := sha256.Sum256(content)',
            '\treturn isRight && ecdsa.VerifyASN1(key, digest[:], made)',
          ]
        : [
            ...parse,
            '\tkey, isRight := parsed.(*rsa.PublicKey)',
            `\tdigest := ${isSha1 ? 'sha1.Sum' : 'sha256.Sum256'}(content)`,
            `\treturn isRight && rsa.VerifyPKCS1v15(key, crypto.${isSha1 ? 'SHA1' : 'SHA256'}, digest[:], made) == nil`,
          ];
  return [
    'func isVerified(secret, signature string, content []byte) bool {',
    ...(isPem
      ? [
          '\tblock, _ := pem.Decode([]byte(secret))',
          '\tif block == nil {',
          '\t\treturn false',
          '\t}',
          '\tder := block.Bytes',
        ]
      : [`\tder, err := ${keyBytes(plan)}`, '\tif err != nil {', '\t\treturn false', '\t}']),
    `\tmade, err := ${decoded('signature', encoding)}`,
    `\tif err != nil || ${encoded('made', encoding)} != signature {`,
    '\t\treturn false',
    '\t}',
    ...check,
    '}',
  ];
}

function keyBytes({ keyRule: { stripPrefix, decoding } }: VerifierPlan): string {
  const text = stripPrefix === null ? 'secret' : `strings.TrimPrefix(secret, ${quoted(stripPrefix)})`;
  return decoding === 'hex' || decoding === 'base64' ? decoded(text, decoding) : `[]byte(${text}), nil`;
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `hex.EncodeToString(${bytes})`;
  return `base64.${encoding === 'base64' ? 'StdEncoding' : 'RawURLEncoding'}.EncodeToString(${bytes})`;
}

function decoded(text: string, encoding: string): string {
  if (encoding === 'hex') return `hex.DecodeString(${text})`;
  return `base64.${encoding === 'base64' ? 'StdEncoding' : 'RawURLEncoding'}.DecodeString(${text})`;
}
