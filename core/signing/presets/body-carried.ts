import type { SignatureScheme } from '../../model/index.ts';
import { header, preset, type SchemePreset, stamp } from './preset.ts';

const sns: Omit<Parameters<typeof preset>[1], 'name' | 'description'> = {
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
  headers: [],
  signedContent: '{lines:Message,MessageId,Subject,SubscribeURL,Timestamp,Token,TopicArn,Type}',
  encoding: 'base64',
  key: { stripPrefix: null, decoding: 'pem' },
  timestamp: stamp('iso8601', null),
};

function snsFields(version: '1' | '2'): NonNullable<SignatureScheme['bodyFields']> {
  return [
    { path: 'Timestamp', value: '{timestamp}' },
    { path: 'SignatureVersion', value: version },
    { path: 'Signature', value: '{signature}' },
  ];
}

/** Signatures that need fields of the JSON body. */
export const bodyCarriedPresets: readonly SchemePreset[] = [
  preset(
    'linear',
    {
      name: 'Linear',
      description: 'The digest of the body, whose field webhookTimestamp holds the time in milliseconds.',
      source: 'https://linear.app/developers/webhooks',
      headers: header('linear-signature', '{signature}'),
      bodyFields: [{ path: 'webhookTimestamp', value: '{timestamp}', isNumber: true }],
      timestamp: stamp('milliseconds', 60),
    },
    {
      verifier: '@linear/sdk/webhooks: LinearWebhookClient.verify',
      confirmedBy: 'vendor-code',
      warnings: ['time-in-body', 'seconds-or-milliseconds', 'wide-window', 'stamp-per-attempt'],
    },
  ),
  preset(
    'mailgun',
    {
      name: 'Mailgun',
      description: 'Time and token stand in the body beside their signature; nothing else is signed.',
      source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
      headers: [],
      bodyFields: [
        { path: 'signature.timestamp', value: '{timestamp}' },
        { path: 'signature.token', value: '{id}' },
        { path: 'signature.signature', value: '{signature}' },
      ],
      signedContent: '{timestamp}{id}',
      isBodyUnsigned: true,
      timestamp: stamp('seconds', null),
    },
    { confirmedBy: 'vendor-page', warnings: ['body-not-signed'] },
  ),
  preset(
    'adyen-standard',
    {
      name: 'Adyen (standard notifications)',
      description: 'Each item of the batch carries the signature of eight of its fields.',
      source: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures/',
      headers: [],
      items: 'notificationItems.*.NotificationRequestItem',
      bodyFields: [{ path: 'additionalData.hmacSignature', value: '{signature}' }],
      signedContent: [
        'pspReference',
        'originalReference',
        'merchantAccountCode',
        'merchantReference',
        'amount.value',
        'amount.currency',
        'eventCode',
        'success',
      ]
        .map((field) => `{json:${field}}`)
        .join(':'),
      encoding: 'base64',
      key: { stripPrefix: null, decoding: 'hex' },
    },
    {
      keyForm: 'hex',
      verifier: '@adyen/api-library: hmacValidator.validateHMAC',
      confirmedBy: 'published-vector',
      warnings: ['hex-key', 'no-time'],
    },
  ),
  preset(
    'aws-sns-v1',
    {
      name: 'AWS SNS (version 1)',
      description: 'RSA with SHA-1 over names and values of the message on lines of their own.',
      ...sns,
      bodyFields: snsFields('1'),
      algorithm: 'rsa-sha1',
    },
    {
      keyForm: 'rsa-pem',
      verifier: 'sns-validator: validate',
      confirmedBy: 'vendor-code',
      warnings: ['key-from-sender'],
    },
  ),
  preset(
    'aws-sns-v2',
    {
      name: 'AWS SNS (version 2)',
      description: 'RSA with SHA-256 over names and values of the message on lines of their own.',
      ...sns,
      bodyFields: snsFields('2'),
      algorithm: 'rsa-sha256',
    },
    {
      keyForm: 'rsa-pem',
      verifier: 'sns-validator: validate',
      confirmedBy: 'vendor-code',
      warnings: ['key-from-sender'],
    },
  ),
];
