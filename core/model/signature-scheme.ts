import { z } from 'zod';
import { documentKeySchema } from './keys.ts';

/** Shared-secret algorithms first, then key pairs, then `token`: the secret itself is what is sent. */
export const signatureAlgorithms = [
  'hmac-sha1',
  'hmac-sha256',
  'hmac-sha384',
  'hmac-sha512',
  /** A plain digest: the secret has to be part of the signed content. */
  'sha256',
  'ed25519',
  /** Signatures as DER. */
  'ecdsa-p256-sha256',
  'rsa-sha1',
  'rsa-sha256',
  'token',
] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** `pem` is for key pairs. `base64` and `hex` of a key pair hold DER (SPKI, PKCS#8) or, for Ed25519, the raw key. */
export const keyDecodings = ['utf8', 'base64', 'hex', 'pem'] as const;
export type KeyDecoding = (typeof keyDecodings)[number];

/** Unix time, or text: `iso8601` is written `…T12:00:00.000Z`, `rfc3339` `…T12:00:00Z`; both are read with any offset. */
export const timestampUnits = ['seconds', 'milliseconds', 'iso8601', 'rfc3339'] as const;
export type TimestampUnit = (typeof timestampUnits)[number];

const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'use the name of a header: letters, digits and "-", no blanks');
/** `stripPrefix` is removed first when the text starts with it. */
const keyRule = z.strictObject({ stripPrefix: z.string().nullable(), decoding: z.enum(keyDecodings) });
export type KeyRule = z.infer<typeof keyRule>;

/**
 * A signature scheme as data: one definition signs, verifies and describes itself.
 *
 * Placeholders of `signedContent`: `{body}` raw bytes, `{id}`, `{timestamp}` as it is sent, `{method}`, `{url}` in full,
 * `{url.decoded}` with the escapes of punctuation undone, `{path}`, `{query}` without "?", `{header:name}`,
 * `{headerNames}` and `{headerValues}` of `signedHeaders`, `{form}` the fields of a form body as name and value sorted
 * by name, `{body.sha256}` in hex, `{body.crc32}` in decimal, `{json:path.to.field}`, `{lines:A,B}` name and value of
 * JSON fields on lines of their own (absent ones are left out), `{setting:name}`, `{secret}` the key's bytes.
 *
 * Placeholders of values that are sent (`headers`, `query`, `bodyFields`): `{signature}`, `{id}`, `{timestamp}`,
 * `{headerNames}`, `{body.sha256}`, `{setting:name}`. A value whose setting is empty is neither sent nor looked at.
 */
export const signatureSchemeSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string(),
  /** Page or specification the rules come from. */
  source: z.string(),
  headers: z.array(
    z.strictObject({
      name: headerName,
      value: z.string(),
      /** Rotation by two headers: this one is signed with that key, and any one of them has to match. */
      forKey: z.enum(['current', 'previous']).optional(),
    }),
  ),
  /** Empty with the algorithm `token` only. */
  signedContent: z.string(),
  algorithm: z.enum(signatureAlgorithms),
  encoding: z.enum(['hex', 'base64', 'base64url']),
  /** How the secret's text becomes key bytes; for key pairs the private key. */
  key: keyRule,
  /** How a public key is written; absent = as `key`. */
  verifyingKey: keyRule.optional(),
  timestamp: z
    .strictObject({
      unit: z.enum(timestampUnits),
      /** How far the receiver's clock may be ahead of (past) or behind (future) the stamp; null = no bound. */
      tolerancePastSeconds: z.number().nonnegative().nullable(),
      toleranceFutureSeconds: z.number().nonnegative().nullable(),
    })
    .nullable(),
  /** Text between several signatures in one header (rotation), such as a space or a comma; null = exactly one. */
  signatureSeparator: z.string().min(1).nullable(),
  /** What is repeated in such a list: the header's value or named part (default), or the signature within it. */
  signatureList: z.enum(['value', 'signature']).optional(),
  /** Parameters added to the URL's query. They are added before the URL is signed. */
  query: z.array(z.strictObject({ name: z.string().min(1), value: z.string() })).optional(),
  /** Fields of the JSON body that carry a value, by path such as `signature.token`; relative to `items` when given. */
  bodyFields: z
    .array(z.strictObject({ path: z.string().min(1), value: z.string(), isNumber: z.boolean().optional() }))
    .optional(),
  /** Path to an array in the JSON body, and within its elements after `*`: each element is signed on its own. */
  items: z.string().min(1).optional(),
  /** Names of the headers that `{headerNames}` and `{headerValues}` stand for when signing. */
  signedHeaders: z.array(headerName).optional(),
  /** Values that belong to one registration, such as a webhook's id, by name. */
  settings: z.record(z.string(), z.string()).optional(),
  /** The vendor does not sign the body: without this a content that leaves it out is a mistake. */
  isBodyUnsigned: z.boolean().optional(),
});
export type SignatureScheme = z.infer<typeof signatureSchemeSchema>;

/** A preset's key, or the key of a scheme of the workspace's own, with the registration's settings; or a scheme written out. */
export const schemeChoiceSchema = z.union([
  z.strictObject({ preset: z.string(), settings: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ own: documentKeySchema, settings: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ custom: signatureSchemeSchema }),
]);
export type SchemeChoice = z.infer<typeof schemeChoiceSchema>;
