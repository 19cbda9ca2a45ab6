import { header, preset, type SchemePreset, stamp } from './preset.ts';

const perAttempt = ['stamp-per-attempt'] as const;
const bothSides = ['wide-window', 'stamp-per-attempt'] as const;
const pastOnly = ['past-only', 'stamp-per-attempt'] as const;

/** HMAC of a time and the raw body. */
export const timeSignedPresets: readonly SchemePreset[] = [
  preset(
    'stripe',
    {
      name: 'Stripe',
      description: "Stripe's v1 signature. The endpoint secret is the key as it is, its whsec_ included.",
      source: 'https://docs.stripe.com/webhooks/signature',
      headers: header('Stripe-Signature', 't={timestamp},v1={signature}'),
      signedContent: '{timestamp}.{body}',
      // Stripe's own libraries bound the age only: a stamp from the future passes.
      timestamp: stamp('seconds', 300, null),
      signatureSeparator: ',',
    },
    {
      keyForm: 'whsec-text',
      verifier: 'stripe: webhooks.constructEvent',
      confirmedBy: 'vendor-code',
      warnings: [...pastOnly, 'same-prefix-other-key'],
    },
  ),
  preset(
    'slack',
    {
      name: 'Slack',
      description: 'Version v0 of the signing secret.',
      source: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
      headers: [
        { name: 'X-Slack-Signature', value: 'v0={signature}' },
        { name: 'X-Slack-Request-Timestamp', value: '{timestamp}' },
      ],
      signedContent: 'v0:{timestamp}:{body}',
      timestamp: stamp('seconds', 300),
    },
    { verifier: '@slack/bolt: verifySlackRequest', confirmedBy: 'published-vector', warnings: pastOnly },
  ),
  preset(
    'zoom',
    {
      name: 'Zoom',
      description: "Keyed with the app's secret token. Zoom names no tolerance; five minutes are usual.",
      source: 'https://developers.zoom.us/docs/api/webhooks/',
      headers: [
        { name: 'x-zm-signature', value: 'v0={signature}' },
        { name: 'x-zm-request-timestamp', value: '{timestamp}' },
      ],
      signedContent: 'v0:{timestamp}:{body}',
      timestamp: stamp('seconds', 300),
    },
    { confirmedBy: 'vendor-code', warnings: bothSides },
  ),
  preset(
    'paddle',
    {
      name: 'Paddle Billing',
      description: 'A colon between time and body, a semicolon between the parts of the header.',
      source: 'https://developer.paddle.com/webhooks/signature-verification',
      headers: header('Paddle-Signature', 'ts={timestamp};h1={signature}'),
      signedContent: '{timestamp}:{body}',
      timestamp: stamp('seconds', 5, null),
      signatureSeparator: ';',
    },
    {
      verifier: '@paddle/paddle-node-sdk: paddle.webhooks.isSignatureValid',
      confirmedBy: 'vendor-code',
      warnings: ['keeps-last-signature', 'five-seconds', ...pastOnly],
    },
  ),
  preset(
    'calendly',
    {
      name: 'Calendly',
      description: 'Three minutes are advised.',
      source: 'https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures',
      headers: header('Calendly-Webhook-Signature', 't={timestamp},v1={signature}'),
      signedContent: '{timestamp}.{body}',
      timestamp: stamp('seconds', 180),
      signatureSeparator: ',',
    },
    { warnings: bothSides },
  ),
  preset(
    'elevenlabs',
    {
      name: 'ElevenLabs',
      description: 'Version v0 with a window of thirty minutes.',
      source: 'https://elevenlabs.io/docs/product-guides/administration/webhooks',
      headers: header('ElevenLabs-Signature', 't={timestamp},v0={signature}'),
      signedContent: '{timestamp}.{body}',
      timestamp: stamp('seconds', 1800, null),
      signatureSeparator: ',',
    },
    {
      verifier: '@elevenlabs/elevenlabs-js: elevenlabs.webhooks.constructEvent',
      confirmedBy: 'vendor-code',
      warnings: pastOnly,
    },
  ),
  preset(
    'workos',
    {
      name: 'WorkOS',
      description: 'Milliseconds, with a window of three minutes.',
      source: 'https://workos.com/docs/events/data-syncing/webhooks',
      headers: header('WorkOS-Signature', 't={timestamp}, v1={signature}'),
      signedContent: '{timestamp}.{body}',
      timestamp: stamp('milliseconds', 180, null),
    },
    {
      verifier: '@workos-inc/node: workos.webhooks.constructEvent',
      confirmedBy: 'vendor-code',
      warnings: ['seconds-or-milliseconds', ...pastOnly],
    },
  ),
  preset(
    'webflow',
    {
      name: 'Webflow',
      description: 'Milliseconds and body with a colon between.',
      source: 'https://developers.webflow.com/data/docs/working-with-webhooks',
      headers: [
        { name: 'x-webflow-timestamp', value: '{timestamp}' },
        { name: 'x-webflow-signature', value: '{signature}' },
      ],
      signedContent: '{timestamp}:{body}',
      timestamp: stamp('milliseconds', 300),
    },
    {
      verifier: 'webflow-api: client.webhooks.verifySignature',
      confirmedBy: 'vendor-code',
      warnings: ['seconds-or-milliseconds', 'body-rewritten', ...bothSides],
    },
  ),
  preset(
    'convoy-advanced',
    {
      name: 'Convoy (advanced)',
      description: 'A comma between time and body; the body as Convoy has written it anew.',
      source: 'https://docs.getconvoy.io/product-manual/signatures',
      headers: header('X-Convoy-Signature', 't={timestamp},v1={signature}'),
      signedContent: '{timestamp},{body}',
      timestamp: stamp('seconds', 300),
      signatureSeparator: ',',
    },
    { confirmedBy: 'vendor-code', warnings: ['body-rewritten', ...bothSides] },
  ),
  preset(
    'zendesk',
    {
      name: 'Zendesk',
      description: 'The time as text, directly before the body, which may be empty.',
      source: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
      headers: [
        { name: 'X-Zendesk-Webhook-Signature', value: '{signature}' },
        { name: 'X-Zendesk-Webhook-Signature-Timestamp', value: '{timestamp}' },
      ],
      signedContent: '{timestamp}{body}',
      encoding: 'base64',
      timestamp: stamp('rfc3339', null),
    },
    { confirmedBy: 'vendor-page', warnings: ['looks-like-base64', ...perAttempt] },
  ),
  preset(
    'box',
    {
      name: 'Box',
      description: 'Two live keys, each with a header of its own; either one is enough.',
      source: 'https://developer.box.com/guides/webhooks/v2/signatures-v2',
      headers: [
        { name: 'BOX-DELIVERY-TIMESTAMP', value: '{timestamp}' },
        { name: 'BOX-SIGNATURE-ALGORITHM', value: 'HmacSHA256' },
        { name: 'BOX-SIGNATURE-VERSION', value: '1' },
        { name: 'BOX-SIGNATURE-PRIMARY', value: '{signature}', forKey: 'current' },
        { name: 'BOX-SIGNATURE-SECONDARY', value: '{signature}', forKey: 'previous' },
      ],
      signedContent: '{body}{timestamp}',
      encoding: 'base64',
      timestamp: stamp('rfc3339', 600),
    },
    { verifier: 'box-node-sdk: WebhooksManager.validateMessage', confirmedBy: 'vendor-code', warnings: bothSides },
  ),
  preset(
    'coinbase-cdp',
    {
      name: 'Coinbase CDP',
      description: 'The headers that are named in the value are signed too.',
      source: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures',
      headers: header('X-Hook0-Signature', 't={timestamp},h={headerNames},v1={signature}'),
      signedContent: '{timestamp}.{headerNames}.{headerValues}.{body}',
      signedHeaders: ['content-type'],
      timestamp: stamp('seconds', 300),
    },
    { warnings: bothSides },
  ),
  preset(
    'hook0',
    {
      name: 'Hook0 (v1)',
      description: 'The headers that are named in the value are signed too.',
      source: 'https://documentation.hook0.com/tutorials/webhook-authentication',
      headers: header('X-Hook0-Signature', 't={timestamp},h={headerNames},v1={signature}'),
      signedContent: '{timestamp}.{headerNames}.{headerValues}.{body}',
      signedHeaders: ['content-type'],
      timestamp: stamp('seconds', 300),
    },
    { confirmedBy: 'vendor-page', warnings: bothSides },
  ),
  preset(
    'hook0-v0',
    {
      name: 'Hook0 (v0)',
      description: 'The older version, over time and body alone.',
      source: 'https://documentation.hook0.com/tutorials/webhook-authentication',
      headers: header('X-Hook0-Signature', 't={timestamp},v0={signature}'),
      signedContent: '{timestamp}.{body}',
      timestamp: stamp('seconds', 300),
    },
    { confirmedBy: 'published-vector', warnings: bothSides },
  ),
];
