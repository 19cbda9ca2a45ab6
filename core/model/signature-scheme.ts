import { z } from 'zod';

/**
 * A signature scheme as data: one definition signs, verifies and describes itself.
 *
 * Placeholders in `headers[].value` and `signedContent`: `{id}` message id, `{timestamp}` in the scheme's unit,
 * `{body}` raw body bytes (signed content only), `{signature}` the encoded signature (header values only).
 */
export const signatureSchemeSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string(),
  /** Page or specification the rules come from. */
  source: z.string(),
  headers: z
    .array(z.strictObject({ name: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/), value: z.string() }))
    .min(1),
  signedContent: z.string().includes('{body}', { message: 'must contain {body}' }),
  algorithm: z.enum(['hmac-sha1', 'hmac-sha256', 'hmac-sha384', 'hmac-sha512']),
  encoding: z.enum(['hex', 'base64', 'base64url']),
  /** How the secret's text becomes key bytes. `stripPrefix` is removed first when the text starts with it. */
  key: z.strictObject({ stripPrefix: z.string().nullable(), decoding: z.enum(['utf8', 'base64', 'hex']) }),
  timestamp: z
    .strictObject({
      unit: z.enum(['seconds', 'milliseconds']),
      /** How far the receiver's clock may be ahead of (past) or behind (future) the stamp; null = no bound. */
      tolerancePastSeconds: z.number().nonnegative().nullable(),
      toleranceFutureSeconds: z.number().nonnegative().nullable(),
    })
    .nullable(),
  /** Text between several signatures in one header (rotation), such as a space or a comma; null = exactly one. */
  signatureSeparator: z.string().min(1).nullable(),
});
export type SignatureScheme = z.infer<typeof signatureSchemeSchema>;

/** A preset's key, or a scheme written out. */
export const schemeChoiceSchema = z.union([
  z.strictObject({ preset: z.string() }),
  z.strictObject({ custom: signatureSchemeSchema }),
]);
export type SchemeChoice = z.infer<typeof schemeChoiceSchema>;
