import https from 'node:https';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { generateKey, signRequest, verifyRequest } from '../../core/signing/index.ts';
import { presetScheme } from './published-verifier-suite.ts';

const pair = generateKey('rsa-pem');
const certUrl = (name: string) => `https://sns.us-west-2.amazonaws.com/${name}.pem`;
const messages = {
  Notification: {
    Type: 'Notification',
    MessageId: '22b80b92',
    TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
    Subject: 'My é message',
    Message: '{"a":1}\nline',
    UnsubscribeURL: 'https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe',
  },
  'Notification without subject': { Type: 'Notification', MessageId: '1', TopicArn: 'arn', Message: 'm' },
  SubscriptionConfirmation: {
    Type: 'SubscriptionConfirmation',
    MessageId: '165545c9',
    Token: '2336412f37',
    TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
    Message: 'You have chosen to subscribe.',
    SubscribeURL: 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription',
  },
};

/** The library fetches the key by itself: here the answer to that one request is a PEM of the test. */
async function isAccepted(message: Record<string, string>, publicKey: string): Promise<boolean> {
  const { default: MessageValidator } = await import('sns-validator');
  const answer = Object.assign(Readable.from([publicKey]), { statusCode: 200 });
  const get = vi.spyOn(https, 'get').mockImplementation(((_: unknown, done: (response: unknown) => void) => {
    done(answer);
    return { on: () => undefined };
  }) as never);
  try {
    return await new Promise((resolve) => {
      new MessageValidator().validate(message, (error: Error | null) => resolve(error === null));
    });
  } finally {
    get.mockRestore();
  }
}

describe.each(['1', '2'] as const)('sns-validator and signature version %s', (version) => {
  const scheme = presetScheme(`aws-sns-v${version}`);

  it.each(Object.entries(messages))(
    'accepts a %s that we sign, and neither side a changed one',
    async (name, fields) => {
      const SigningCertURL = certUrl(`${version}-${name.replaceAll(' ', '-')}`);
      const body = Buffer.from(JSON.stringify({ ...fields, SigningCertURL }));
      const request = { method: 'POST', url: 'https://example.test/', headers: [], body };
      const signed = signRequest({
        scheme,
        key: pair.signingKey,
        request,
        messageId: 'm',
        timestampMs: 1_700_000_000_123,
      });
      const message: Record<string, string> = JSON.parse(Buffer.from(signed.body).toString());
      const ours = (each: Record<string, string>) =>
        verifyRequest({
          scheme,
          key: pair.verifyingKey ?? '',
          headers: [],
          body: Buffer.from(JSON.stringify(each)),
          nowMs: 1_700_000_000_123,
        });
      expect(ours(message).code).toBe('valid');
      expect(await isAccepted(message, pair.verifyingKey ?? '')).toBe(true);
      for (const changed of [
        { ...message, Message: 'other' },
        { ...message, Timestamp: '2023-11-14T22:13:20.124Z' },
        { ...message, Signature: (message.Signature ?? '').replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) },
        { ...message, SignatureVersion: version === '1' ? '2' : '1' },
      ]) {
        expect(ours(changed).isValid).toBe(false);
        expect(await isAccepted(changed, pair.verifyingKey ?? '')).toBe(false);
      }
    },
  );
});
