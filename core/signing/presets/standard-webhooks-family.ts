import type { SignatureScheme } from '../../model/index.ts';
import { preset, type SchemePreset, stamp } from './preset.ts';

type Rules = Pick<SignatureScheme, 'name' | 'description' | 'source'> & Partial<SignatureScheme>;

const warnings = [
  'decodes-body-as-text',
  'lenient-timestamp',
  'accepts-short-secret',
  'same-prefix-other-key',
  'wide-window',
  'stamp-per-attempt',
] as const;

function family(
  key: string,
  prefix: 'webhook' | 'svix',
  rules: Rules,
  facts: Partial<SchemePreset> = {},
): SchemePreset {
  const own = preset(
    key,
    {
      headers: [
        { name: `${prefix}-id`, value: '{id}' },
        { name: `${prefix}-timestamp`, value: '{timestamp}' },
        { name: `${prefix}-signature`, value: 'v1,{signature}' },
      ],
      signedContent: '{id}.{timestamp}.{body}',
      encoding: 'base64',
      key: { stripPrefix: 'whsec_', decoding: 'base64' },
      timestamp: stamp('seconds', 300),
      signatureSeparator: ' ',
      ...rules,
    },
    { keyForm: 'whsec', warnings, ...facts },
  );
  return own;
}

const specification = 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md';

/** Standard Webhooks and the vendors that follow it. */
export const standardWebhooksFamily: readonly SchemePreset[] = [
  family(
    'standard-webhooks',
    'webhook',
    {
      name: 'Standard Webhooks',
      description: 'Version v1 of the Standard Webhooks specification, with a shared secret.',
      source: specification,
    },
    { verifier: 'standardwebhooks: new Webhook(secret).verify', confirmedBy: 'published-vector' },
  ),
  family(
    'standard-webhooks-v1a',
    'webhook',
    {
      name: 'Standard Webhooks (v1a, key pair)',
      description: 'Version v1a of the specification: Ed25519, so that the receiver cannot sign.',
      source: specification,
      headers: [
        { name: 'webhook-id', value: '{id}' },
        { name: 'webhook-timestamp', value: '{timestamp}' },
        { name: 'webhook-signature', value: 'v1a,{signature}' },
      ],
      algorithm: 'ed25519',
      key: { stripPrefix: 'whsk_', decoding: 'base64' },
      verifyingKey: { stripPrefix: 'whpk_', decoding: 'base64' },
    },
    {
      keyForm: 'ed25519-standard',
      confirmedBy: 'published-vector',
      warnings: ['v1-only', 'wide-window', 'stamp-per-attempt'],
    },
  ),
  family(
    'svix',
    'svix',
    {
      name: 'Svix',
      description: 'As Standard Webhooks v1, with headers of its own.',
      source: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
    },
    { verifier: 'svix: new Webhook(secret).verify', confirmedBy: 'vendor-code', warnings: [...warnings, 'v1-only'] },
  ),
  family(
    'clerk',
    'svix',
    {
      name: 'Clerk',
      description: "Sent through Svix: Svix's headers and rule.",
      source: 'https://clerk.com/docs/webhooks/overview',
    },
    { verifier: '@clerk/backend/webhooks: verifyWebhook', confirmedBy: 'vendor-code' },
  ),
  family(
    'resend',
    'svix',
    {
      name: 'Resend',
      description: "Sent through Svix: Svix's headers and rule.",
      source: 'https://resend.com/docs/webhooks/verify-webhooks-requests',
    },
    { verifier: 'resend: resend.webhooks.verify', confirmedBy: 'vendor-code' },
  ),
  family(
    'openai',
    'webhook',
    {
      name: 'OpenAI',
      description: 'Standard Webhooks v1.',
      source: 'https://platform.openai.com/docs/guides/webhooks',
    },
    { verifier: 'openai: client.webhooks.unwrap', confirmedBy: 'vendor-code' },
  ),
  family(
    'anthropic',
    'webhook',
    {
      name: 'Anthropic (Claude)',
      description: 'Standard Webhooks v1.',
      source: 'https://platform.claude.com/docs/en/api/beta/webhooks/unwrap',
    },
    { verifier: '@anthropic-ai/sdk: client.beta.webhooks.unwrap', confirmedBy: 'vendor-code' },
  ),
  family(
    'replicate',
    'webhook',
    {
      name: 'Replicate',
      description: 'Standard Webhooks v1.',
      source: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
    },
    { verifier: 'replicate: validateWebhook', confirmedBy: 'vendor-code' },
  ),
  family(
    'supabase-auth',
    'webhook',
    {
      name: 'Supabase auth hooks',
      description: 'Standard Webhooks v1, with a secret that begins with "v1,whsec_".',
      source: 'https://supabase.com/docs/guides/auth/auth-hooks',
      key: { stripPrefix: 'v1,whsec_', decoding: 'base64' },
      // Supabase puts a comma before the blank; the libraries read over it.
      signatureSeparator: ', ',
    },
    {
      keyForm: 'supabase',
      confirmedBy: 'vendor-code',
      verifier: 'standardwebhooks: new Webhook(secret without "v1,whsec_").verify',
    },
  ),
  family(
    'gitlab-signing-token',
    'webhook',
    {
      name: 'GitLab signing token',
      description: 'Standard Webhooks v1 with a secret of exactly 32 bytes.',
      source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
    },
    { verifier: 'standardwebhooks: new Webhook(secret).verify' },
  ),
];
