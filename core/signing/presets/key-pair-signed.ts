import { preset, type SchemePreset, stamp } from './preset.ts';

/** Vendors that sign with a private key and publish the public one. */
export const keyPairPresets: readonly SchemePreset[] = [
  preset(
    'discord',
    {
      name: 'Discord interactions',
      description: 'Ed25519 over time and body, with a public key in hex.',
      source: 'https://discord.com/developers/docs/interactions/overview',
      headers: [
        { name: 'X-Signature-Ed25519', value: '{signature}' },
        { name: 'X-Signature-Timestamp', value: '{timestamp}' },
      ],
      signedContent: '{timestamp}{body}',
      algorithm: 'ed25519',
      key: { stripPrefix: null, decoding: 'hex' },
      timestamp: stamp('seconds', null),
    },
    { keyForm: 'ed25519-hex', verifier: 'discord-interactions: verifyKey', confirmedBy: 'vendor-code' },
  ),
  preset(
    'sendgrid',
    {
      name: 'SendGrid event webhook',
      description: 'ECDSA on P-256 over time and body, with a public key in base64.',
      source:
        'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
      headers: [
        { name: 'X-Twilio-Email-Event-Webhook-Signature', value: '{signature}' },
        { name: 'X-Twilio-Email-Event-Webhook-Timestamp', value: '{timestamp}' },
      ],
      signedContent: '{timestamp}{body}',
      algorithm: 'ecdsa-p256-sha256',
      encoding: 'base64',
      key: { stripPrefix: null, decoding: 'base64' },
      timestamp: stamp('seconds', null),
    },
    {
      keyForm: 'p256-spki',
      verifier: '@sendgrid/eventwebhook: EventWebhook.verifySignature',
      confirmedBy: 'vendor-code',
    },
  ),
  preset(
    'circle',
    {
      name: 'Circle (v2 notifications)',
      description: 'ECDSA on P-256 over the body. The key id names the public key to fetch.',
      source: 'https://developers.circle.com/api-reference/verify-webhook-signatures',
      headers: [
        { name: 'X-Circle-Signature', value: '{signature}' },
        { name: 'X-Circle-Key-Id', value: '{setting:keyId}' },
      ],
      settings: { keyId: '' },
      algorithm: 'ecdsa-p256-sha256',
      encoding: 'base64',
      key: { stripPrefix: null, decoding: 'base64' },
    },
    { keyForm: 'p256-spki', confirmedBy: 'vendor-page', warnings: ['no-time', 'key-from-sender'] },
  ),
  preset(
    'paypal',
    {
      name: 'PayPal',
      description: "RSA over id, time, the webhook's id and the CRC-32 of the body.",
      source: 'https://developer.paypal.com/api/rest/webhooks/rest/',
      headers: [
        { name: 'paypal-transmission-id', value: '{id}' },
        { name: 'paypal-transmission-time', value: '{timestamp}' },
        { name: 'paypal-transmission-sig', value: '{signature}' },
        { name: 'paypal-auth-algo', value: 'SHA256withRSA' },
        { name: 'paypal-cert-url', value: '{setting:certificateUrl}' },
      ],
      settings: { webhookId: 'WEBHOOK_ID', certificateUrl: '' },
      signedContent: '{id}|{timestamp}|{setting:webhookId}|{body.crc32}',
      algorithm: 'rsa-sha256',
      encoding: 'base64',
      key: { stripPrefix: null, decoding: 'pem' },
      timestamp: stamp('rfc3339', null),
    },
    { keyForm: 'rsa-pem', confirmedBy: 'vendor-code', warnings: ['key-from-sender'] },
  ),
];
