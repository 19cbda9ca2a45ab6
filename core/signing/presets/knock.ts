import { header, preset, type SchemePreset, stamp } from './preset.ts';

const warnings = ['seconds-or-milliseconds', 'wide-window', 'stamp-per-attempt'] as const;
const rules = {
  signedContent: '{timestamp}.{body}',
  encoding: 'base64',
  timestamp: stamp('milliseconds', 300),
} as const;

export const knockPresets: readonly SchemePreset[] = [
  preset(
    'knock-channel',
    {
      name: 'Knock webhook channel',
      description: 'What a Knock HTTP channel sends when signing is on.',
      source: 'https://docs.knock.app/integrations/webhook/overview',
      headers: header('x-webhook-signature', 't={timestamp},s={signature}'),
      ...rules,
    },
    { warnings },
  ),
  preset(
    'knock-outbound',
    {
      name: 'Knock outbound webhooks',
      description: 'What Knock sends about messages and changes of the account.',
      source: 'https://docs.knock.app/developer-tools/outbound-webhooks/overview',
      headers: header('x-knock-signature', 't={timestamp},s={signature}'),
      ...rules,
    },
    { warnings },
  ),
  preset(
    'knock-fetch',
    {
      name: 'Knock fetch function',
      description:
        'The request of a fetch step. Encoding and unit as in outbound webhooks, which the page leaves open.',
      source: 'https://docs.knock.app/designing-workflows/fetch-function',
      headers: header('x-knock-signature', 't={timestamp},s={signature}'),
      ...rules,
    },
    { warnings },
  ),
];
