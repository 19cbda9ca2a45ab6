import type { SchemeChoice, SignatureScheme } from '../model/index.ts';

/** The schemes that come with Hookbench, by the key a channel or receiver names them with. */
export const schemePresets: Record<string, SignatureScheme> = {
  'knock-channel': {
    name: 'Knock webhook channel',
    description: 'What a Knock HTTP channel sends when signing is on.',
    source: 'https://docs.knock.app/integrations/webhook/overview',
    headers: [{ name: 'x-webhook-signature', value: 't={timestamp},s={signature}' }],
    signedContent: '{timestamp}.{body}',
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    key: { stripPrefix: null, decoding: 'utf8' },
    timestamp: { unit: 'milliseconds', tolerancePastSeconds: 300, toleranceFutureSeconds: 300 },
    signatureSeparator: null,
  },
  'standard-webhooks': {
    name: 'Standard Webhooks',
    description: 'Version v1 of the Standard Webhooks specification, with a shared secret.',
    source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
    headers: [
      { name: 'webhook-id', value: '{id}' },
      { name: 'webhook-timestamp', value: '{timestamp}' },
      { name: 'webhook-signature', value: 'v1,{signature}' },
    ],
    signedContent: '{id}.{timestamp}.{body}',
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    key: { stripPrefix: 'whsec_', decoding: 'base64' },
    timestamp: { unit: 'seconds', tolerancePastSeconds: 300, toleranceFutureSeconds: 300 },
    signatureSeparator: ' ',
  },
  stripe: {
    name: 'Stripe',
    description: "Stripe's v1 signature. The endpoint secret is the key as it is, its whsec_ included.",
    source: 'https://docs.stripe.com/webhooks/signature',
    headers: [{ name: 'Stripe-Signature', value: 't={timestamp},v1={signature}' }],
    signedContent: '{timestamp}.{body}',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    key: { stripPrefix: null, decoding: 'utf8' },
    // Stripe's own libraries bound the age only: a stamp from the future passes.
    timestamp: { unit: 'seconds', tolerancePastSeconds: 300, toleranceFutureSeconds: null },
    signatureSeparator: ',',
  },
  'github-sha256': {
    name: 'GitHub (SHA-256)',
    description: "GitHub's X-Hub-Signature-256. It covers the body alone, so an old delivery can be replayed.",
    source: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    headers: [{ name: 'X-Hub-Signature-256', value: 'sha256={signature}' }],
    signedContent: '{body}',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    key: { stripPrefix: null, decoding: 'utf8' },
    timestamp: null,
    signatureSeparator: null,
  },
};

/** The scheme a choice means; null when no preset has that key. */
export function resolveScheme(choice: SchemeChoice): SignatureScheme | null {
  if ('custom' in choice) return choice.custom;
  return Object.hasOwn(schemePresets, choice.preset) ? (schemePresets[choice.preset] ?? null) : null;
}
