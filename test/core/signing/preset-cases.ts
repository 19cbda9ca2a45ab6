import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { RenderedRequest, SignatureScheme } from '../../../core/model/index.ts';
import { findPreset, presetList, schemePresets } from '../../../core/signing/index.ts';
import { bytes } from './scheme-builders.ts';

/** A preset with keys and a request that suits it. The keys are made by Node, not by the code under test. */
export interface PresetCase {
  preset: string;
  scheme: SignatureScheme;
  signingKey: string;
  verifyingKey: string;
  request: RenderedRequest;
}

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  publicKeyEncoding: { format: 'pem', type: 'spki' },
});
const p256 = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { format: 'der', type: 'pkcs8' },
  publicKeyEncoding: { format: 'der', type: 'spki' },
});
/** The pair of the Standard Webhooks specification. */
export const specificationPair = {
  signing: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  verifying: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
};
const rawPair = Buffer.from(specificationPair.signing.slice('whsk_'.length), 'base64');

const keys = {
  text: ["It's a Secret to Everybody", null],
  whsec: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', null],
  'whsec-text': ['whsec_test_secret', null],
  supabase: ['v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', null],
  hex: ['44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056', null],
  'ed25519-standard': [specificationPair.signing, specificationPair.verifying],
  'ed25519-hex': [rawPair.toString('hex'), rawPair.subarray(32).toString('hex')],
  'p256-spki': [p256.privateKey.toString('base64'), p256.publicKey.toString('base64')],
  'rsa-pem': [rsa.privateKey, rsa.publicKey],
} as const;

export const adyenItem =
  '{"NotificationRequestItem":{"pspReference":"7914073381342284","merchantAccountCode":"TestMerchant","merchantReference":"TestPayment-1407325143704","amount":{"value":1130,"currency":"EUR"},"eventCode":"AUTHORISATION","success":"true"}}';

const bodies: Record<string, string> = {
  'twilio-form': 'CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212',
  'adyen-standard': `{"live":"false","notificationItems":[${adyenItem}, ${adyenItem.replace('1130', '1131')}]}`,
  mailgun: '{"signature": {"token": "from the template"}, "event-data": {"id": 12345678901234567890}}',
  linear: '{"action":"create","webhookTimestamp":1}',
};
const snsBody =
  '{"Type":"Notification","MessageId":"22b80b92","TopicArn":"arn:aws:sns:us-west-2:123456789012:MyTopic","Subject":"My \\u00e9 message","Message":"Hello\\nworld!"}';

export function presetCase(key: string): PresetCase {
  const preset = findPreset(key);
  const scheme = schemePresets[key];
  if (preset === null || scheme === undefined) throw new Error(`no preset ${key}`);
  const [signingKey, verifyingKey] = keys[preset.keyForm];
  const body = key.startsWith('aws-sns') ? snsBody : (bodies[key] ?? '{"a": 1.00, "name": "Zoë"}');
  const headers = key === 'twilio-form' ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    preset: key,
    scheme,
    signingKey,
    verifyingKey: verifyingKey ?? signingKey,
    request: {
      method: 'POST',
      url: 'https://example.test/hooks?to=a%3Ab',
      headers: [['content-type', headers]],
      body: bytes(body),
    },
  };
}

export const presetCases: readonly PresetCase[] = presetList.map(({ key }) => presetCase(key));

/** The private key as Node reads it, by the form of the preset's keys. */
export function nodeKeys({ preset }: PresetCase) {
  switch (findPreset(preset)?.keyForm) {
    case 'rsa-pem':
      return { private: createPrivateKey(rsa.privateKey), public: createPublicKey(rsa.publicKey) };
    case 'p256-spki':
      return {
        private: createPrivateKey({ key: p256.privateKey, format: 'der', type: 'pkcs8' }),
        public: createPublicKey({ key: p256.publicKey, format: 'der', type: 'spki' }),
      };
    default: {
      const seed = rawPair.subarray(0, 32).toString('base64url');
      const x = rawPair.subarray(32).toString('base64url');
      return {
        private: createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: seed, x }, format: 'jwk' }),
        public: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
      };
    }
  }
}
