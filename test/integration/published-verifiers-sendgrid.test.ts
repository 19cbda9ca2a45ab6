import { generateKey } from '../../core/signing/index.ts';
import { publishedVerifierSuite } from './published-verifier-suite.ts';

const pair = generateKey('p256-spki');

publishedVerifierSuite({
  preset: 'sendgrid',
  signingKey: pair.signingKey,
  verifyingKey: pair.verifyingKey ?? '',
  otherKey: generateKey('p256-spki').verifyingKey ?? '',
  async load() {
    const { EventWebhook } = await import('@sendgrid/eventwebhook');
    const webhook = new EventWebhook();
    return {
      accepts: ({ headers, body }, key) => {
        const signature = headers['x-twilio-email-event-webhook-signature'] ?? '';
        const timestamp = headers['x-twilio-email-event-webhook-timestamp'] ?? '';
        return webhook.verifySignature(webhook.convertPublicKeyToECDSA(key), body, signature, timestamp);
      },
    };
  },
});
