import { header, preset, type SchemePreset, stamp } from './preset.ts';

const twilio = 'https://www.twilio.com/docs/usage/webhooks/webhooks-security';
const hubspot = 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests';
const plainKey = { verifier: '@hubspot/api-client: Signature.isValid', confirmedBy: 'vendor-code' } as const;

/** Signatures over the URL, and HubSpot's older ones that belong to them. */
export const urlSignedPresets: readonly SchemePreset[] = [
  preset(
    'twilio-form',
    {
      name: 'Twilio (form)',
      description: 'URL and form fields, sorted by name. For requests with a form body, or with none.',
      source: twilio,
      headers: header('X-Twilio-Signature', '{signature}'),
      signedContent: '{url}{form}',
      algorithm: 'hmac-sha1',
      encoding: 'base64',
    },
    { verifier: 'twilio: validateRequest', confirmedBy: 'published-vector', warnings: ['url-signed', 'no-time'] },
  ),
  preset(
    'twilio-json',
    {
      name: 'Twilio (JSON)',
      description: 'The body is signed by its hash, which stands in the URL as bodySHA256.',
      source: twilio,
      headers: header('X-Twilio-Signature', '{signature}'),
      query: [{ name: 'bodySHA256', value: '{body.sha256}' }],
      signedContent: '{url}',
      algorithm: 'hmac-sha1',
      encoding: 'base64',
    },
    { verifier: 'twilio: validateRequestWithBody', confirmedBy: 'vendor-code', warnings: ['url-signed', 'no-time'] },
  ),
  preset(
    'square',
    {
      name: 'Square',
      description: 'The notification URL as it was registered, then the body.',
      source: 'https://developer.squareup.com/docs/webhooks/step3validate',
      headers: header('x-square-hmacsha256-signature', '{signature}'),
      signedContent: '{url}{body}',
      encoding: 'base64',
    },
    {
      verifier: 'square: WebhooksHelper.verifySignature',
      confirmedBy: 'vendor-code',
      warnings: ['url-signed', 'no-time'],
    },
  ),
  preset(
    'hubspot-v3',
    {
      name: 'HubSpot (v3)',
      description: 'Method, URL with its punctuation unescaped, body and milliseconds.',
      source: hubspot,
      headers: [
        { name: 'X-HubSpot-Signature-v3', value: '{signature}' },
        { name: 'X-HubSpot-Request-Timestamp', value: '{timestamp}' },
      ],
      signedContent: '{method}{url.decoded}{body}{timestamp}',
      encoding: 'base64',
      timestamp: stamp('milliseconds', 300, null),
    },
    { ...plainKey, warnings: ['url-signed', 'past-only', 'seconds-or-milliseconds', 'stamp-per-attempt'] },
  ),
  preset(
    'hubspot-v2',
    {
      name: 'HubSpot (v2)',
      description: 'A plain SHA-256 of secret, method, URL and body.',
      source: hubspot,
      headers: [
        { name: 'X-HubSpot-Signature', value: '{signature}' },
        { name: 'X-HubSpot-Signature-Version', value: 'v2' },
      ],
      signedContent: '{secret}{method}{url}{body}',
      algorithm: 'sha256',
    },
    { ...plainKey, confirmedBy: 'published-vector', warnings: ['url-signed', 'no-time'] },
  ),
  preset(
    'hubspot-v1',
    {
      name: 'HubSpot (v1)',
      description: 'A plain SHA-256 of secret and body.',
      source: hubspot,
      headers: [
        { name: 'X-HubSpot-Signature', value: '{signature}' },
        { name: 'X-HubSpot-Signature-Version', value: 'v1' },
      ],
      signedContent: '{secret}{body}',
      algorithm: 'sha256',
    },
    { ...plainKey, warnings: ['no-time'] },
  ),
];
