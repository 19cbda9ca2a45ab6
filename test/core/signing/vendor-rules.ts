import { createHash, createHmac, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { nodeKeys, type PresetCase } from './preset-cases.ts';

/** What a vendor's rule gives, worked out with node:crypto and nothing of the code under test. */
export interface VendorAnswer {
  headers?: Record<string, string>;
  url?: string;
  /** Fields that stand in the JSON body, by dotted path. */
  fields?: Record<string, string | number>;
  /** Where the signature differs each time: the text that has to have been signed, and where its signature is. */
  signed?: { text: Buffer; header: string };
}

export const moment = {
  ms: 1_614_265_330_123,
  s: '1614265330',
  iso: '2021-02-25T15:02:10Z',
  isoMs: '2021-02-25T15:02:10.123Z',
};
export const messageId = 'msg_p5jXN8AQM9LWM0D4loKWxJek';

type Answer = (each: PresetCase) => VendorAnswer;
type Encoding = 'hex' | 'base64';

const text = (each: PresetCase) => Buffer.from(each.request.body).toString();
const hmac = (key: string | Buffer, content: string, encoding: Encoding, hash = 'sha256') =>
  createHmac(hash, key).update(content).digest(encoding);

function bodyIn(header: string, before: string, encoding: Encoding, hash = 'sha256'): Answer {
  return (each) => ({ headers: { [header]: before + hmac(each.signingKey, text(each), encoding, hash) } });
}

function timed(
  content: (time: string, body: string) => string,
  time: string,
  encoding: Encoding,
  headers: (time: string, signature: string) => Record<string, string>,
): Answer {
  return (each) => ({ headers: headers(time, hmac(each.signingKey, content(time, text(each)), encoding)) });
}
const dotted = (time: string, body: string) => `${time}.${body}`;
const inOne = (header: string, value: (time: string, signature: string) => string) => {
  return (time: string, signature: string) => ({ [header]: value(time, signature) });
};

function standard(prefix: string): Answer {
  return (each) => {
    const key = Buffer.from(each.signingKey.replace(/^(v1,)?whsec_/, ''), 'base64');
    const signature = hmac(key, `${messageId}.${moment.s}.${text(each)}`, 'base64');
    return {
      headers: {
        [`${prefix}-id`]: messageId,
        [`${prefix}-timestamp`]: moment.s,
        [`${prefix}-signature`]: `v1,${signature}`,
      },
    };
  };
}

const knock = (header: string) =>
  timed(
    dotted,
    String(moment.ms),
    'base64',
    inOne(header, (t, s) => `t=${t},s=${s}`),
  );
const hubspotUrl = 'https://example.test/hooks?to=a:b';
const plain = (version: 'v1' | 'v2', content: (each: PresetCase) => string): Answer => {
  return (each) => ({
    headers: {
      'X-HubSpot-Signature': createHash('sha256').update(content(each)).digest('hex'),
      'X-HubSpot-Signature-Version': version,
    },
  });
};
const hook0: Answer = (each) => {
  const content = `${moment.s}.content-type.application/json.${text(each)}`;
  return {
    headers: { 'X-Hook0-Signature': `t=${moment.s},h=content-type,v1=${hmac(each.signingKey, content, 'hex')}` },
  };
};

function sns(version: '1' | '2'): Answer {
  return (each) => {
    const lines = [
      ['Message', 'Hello\nworld!'],
      ['MessageId', '22b80b92'],
      ['Subject', 'My é message'],
      ['Timestamp', moment.isoMs],
      ['TopicArn', 'arn:aws:sns:us-west-2:123456789012:MyTopic'],
      ['Type', 'Notification'],
    ];
    const content = lines.map(([name, value]) => `${name}\n${value}\n`).join('');
    const signature = sign(version === '1' ? 'sha1' : 'sha256', Buffer.from(content), nodeKeys(each).private);
    return { fields: { Timestamp: moment.isoMs, SignatureVersion: version, Signature: signature.toString('base64') } };
  };
}

/** One rule per preset, in the words of the vendor's own page. */
export const vendorRules: Record<string, Answer> = {
  'knock-channel': knock('x-webhook-signature'),
  'knock-outbound': knock('x-knock-signature'),
  'knock-fetch': knock('x-knock-signature'),
  'standard-webhooks': standard('webhook'),
  openai: standard('webhook'),
  anthropic: standard('webhook'),
  replicate: standard('webhook'),
  'supabase-auth': standard('webhook'),
  'gitlab-signing-token': standard('webhook'),
  svix: standard('svix'),
  clerk: standard('svix'),
  resend: standard('svix'),
  'standard-webhooks-v1a': (each) => {
    const content = Buffer.from(`${messageId}.${moment.s}.${text(each)}`);
    const signature = sign(null, content, nodeKeys(each).private).toString('base64');
    return {
      headers: { 'webhook-id': messageId, 'webhook-timestamp': moment.s, 'webhook-signature': `v1a,${signature}` },
    };
  },
  stripe: timed(
    dotted,
    moment.s,
    'hex',
    inOne('Stripe-Signature', (t, s) => `t=${t},v1=${s}`),
  ),
  calendly: timed(
    dotted,
    moment.s,
    'hex',
    inOne('Calendly-Webhook-Signature', (t, s) => `t=${t},v1=${s}`),
  ),
  elevenlabs: timed(
    dotted,
    moment.s,
    'hex',
    inOne('ElevenLabs-Signature', (t, s) => `t=${t},v0=${s}`),
  ),
  workos: timed(
    dotted,
    String(moment.ms),
    'hex',
    inOne('WorkOS-Signature', (t, s) => `t=${t}, v1=${s}`),
  ),
  'hook0-v0': timed(
    dotted,
    moment.s,
    'hex',
    inOne('X-Hook0-Signature', (t, s) => `t=${t},v0=${s}`),
  ),
  paddle: timed(
    (t, body) => `${t}:${body}`,
    moment.s,
    'hex',
    inOne('Paddle-Signature', (t, s) => `ts=${t};h1=${s}`),
  ),
  'convoy-advanced': timed(
    (t, body) => `${t},${body}`,
    moment.s,
    'hex',
    inOne('X-Convoy-Signature', (t, s) => `t=${t},v1=${s}`),
  ),
  slack: timed(
    (t, body) => `v0:${t}:${body}`,
    moment.s,
    'hex',
    (t, s) => ({
      'X-Slack-Signature': `v0=${s}`,
      'X-Slack-Request-Timestamp': t,
    }),
  ),
  zoom: timed(
    (t, body) => `v0:${t}:${body}`,
    moment.s,
    'hex',
    (t, s) => ({
      'x-zm-signature': `v0=${s}`,
      'x-zm-request-timestamp': t,
    }),
  ),
  webflow: timed(
    (t, body) => `${t}:${body}`,
    String(moment.ms),
    'hex',
    (t, s) => ({
      'x-webflow-timestamp': t,
      'x-webflow-signature': s,
    }),
  ),
  zendesk: timed(
    (t, body) => t + body,
    moment.iso,
    'base64',
    (t, s) => ({
      'X-Zendesk-Webhook-Signature': s,
      'X-Zendesk-Webhook-Signature-Timestamp': t,
    }),
  ),
  box: timed(
    (t, body) => body + t,
    moment.iso,
    'base64',
    (t, s) => ({
      'BOX-DELIVERY-TIMESTAMP': t,
      'BOX-SIGNATURE-ALGORITHM': 'HmacSHA256',
      'BOX-SIGNATURE-VERSION': '1',
      'BOX-SIGNATURE-PRIMARY': s,
    }),
  ),
  'coinbase-cdp': hook0,
  hook0,
  'github-sha256': bodyIn('X-Hub-Signature-256', 'sha256=', 'hex'),
  'github-sha1': bodyIn('X-Hub-Signature', 'sha1=', 'hex', 'sha1'),
  intercom: bodyIn('X-Hub-Signature', 'sha1=', 'hex', 'sha1'),
  vercel: bodyIn('x-vercel-signature', '', 'hex', 'sha1'),
  gitea: bodyIn('X-Gitea-Signature', '', 'hex'),
  forgejo: bodyIn('X-Forgejo-Signature', '', 'hex'),
  'bitbucket-cloud': bodyIn('X-Hub-Signature', 'sha256=', 'hex'),
  'jira-cloud': bodyIn('X-Hub-Signature', 'sha256=', 'hex'),
  shopify: bodyIn('X-Shopify-Hmac-SHA256', '', 'base64'),
  woocommerce: bodyIn('X-WC-Webhook-Signature', '', 'base64'),
  'lemon-squeezy': bodyIn('X-Signature', '', 'hex'),
  clickup: bodyIn('X-Signature', '', 'hex'),
  'cal-com': bodyIn('X-Cal-Signature-256', '', 'hex'),
  cursor: bodyIn('X-Webhook-Signature', 'sha256=', 'hex'),
  'meta-whatsapp': bodyIn('X-Hub-Signature-256', 'sha256=', 'hex'),
  line: bodyIn('x-line-signature', '', 'base64'),
  notion: bodyIn('X-Notion-Signature', 'sha256=', 'hex'),
  typeform: bodyIn('Typeform-Signature', 'sha256=', 'base64'),
  'x-twitter': bodyIn('X-Twitter-Webhooks-Signature', 'sha256=', 'base64'),
  dropbox: bodyIn('X-Dropbox-Signature', '', 'hex'),
  pagerduty: bodyIn('X-PagerDuty-Signature', 'v1=', 'hex'),
  circleci: bodyIn('circleci-signature', 'v1=', 'hex'),
  sentry: bodyIn('Sentry-Hook-Signature', '', 'hex'),
  'coinbase-commerce': bodyIn('X-CC-Webhook-Signature', '', 'hex'),
  hookdeck: bodyIn('x-hookdeck-signature', '', 'base64'),
  outpost: bodyIn('x-outpost-signature', 'v0=', 'hex'),
  convoy: bodyIn('X-Convoy-Signature', '', 'hex'),
  'adyen-platform': (each) => {
    return { headers: { HmacSignature: hmac(Buffer.from(each.signingKey, 'hex'), text(each), 'base64') } };
  },
  'twilio-form': (each) => {
    const form = 'CallSidCA1234567890ABCDECaller+12349013030Digits1234From+12349013030To+18005551212';
    return { headers: { 'X-Twilio-Signature': hmac(each.signingKey, each.request.url + form, 'base64', 'sha1') } };
  },
  'twilio-json': (each) => {
    const url = `${each.request.url}&bodySHA256=${createHash('sha256').update(text(each)).digest('hex')}`;
    return { url, headers: { 'X-Twilio-Signature': hmac(each.signingKey, url, 'base64', 'sha1') } };
  },
  square: (each) => ({
    headers: { 'x-square-hmacsha256-signature': hmac(each.signingKey, each.request.url + text(each), 'base64') },
  }),
  'hubspot-v3': (each) => ({
    headers: {
      'X-HubSpot-Signature-v3': hmac(each.signingKey, `POST${hubspotUrl}${text(each)}${moment.ms}`, 'base64'),
      'X-HubSpot-Request-Timestamp': String(moment.ms),
    },
  }),
  'hubspot-v2': plain('v2', (each) => `${each.signingKey}POST${each.request.url}${text(each)}`),
  'hubspot-v1': plain('v1', (each) => each.signingKey + text(each)),
  linear: (each) => {
    const body = `{"action":"create","webhookTimestamp":${moment.ms}}`;
    return {
      fields: { webhookTimestamp: moment.ms },
      headers: { 'linear-signature': hmac(each.signingKey, body, 'hex') },
    };
  },
  mailgun: (each) => ({
    fields: {
      'signature.timestamp': moment.s,
      'signature.token': messageId,
      'signature.signature': hmac(each.signingKey, moment.s + messageId, 'hex'),
    },
  }),
  'adyen-standard': (each) => {
    const key = Buffer.from(each.signingKey, 'hex');
    const item = (value: number) =>
      hmac(key, `7914073381342284::TestMerchant:TestPayment-1407325143704:${value}:EUR:AUTHORISATION:true`, 'base64');
    const path = (index: number) => `notificationItems.${index}.NotificationRequestItem.additionalData.hmacSignature`;
    return { fields: { [path(0)]: item(1130), [path(1)]: item(1131) } };
  },
  'aws-sns-v1': sns('1'),
  'aws-sns-v2': sns('2'),
  discord: (each) => ({
    headers: {
      'X-Signature-Timestamp': moment.s,
      'X-Signature-Ed25519': sign(null, Buffer.from(moment.s + text(each)), nodeKeys(each).private).toString('hex'),
    },
  }),
  sendgrid: (each) => ({
    headers: { 'X-Twilio-Email-Event-Webhook-Timestamp': moment.s },
    signed: { text: Buffer.from(moment.s + text(each)), header: 'X-Twilio-Email-Event-Webhook-Signature' },
  }),
  circle: (each) => ({ signed: { text: Buffer.from(text(each)), header: 'X-Circle-Signature' } }),
  paypal: (each) => {
    const content = `${messageId}|${moment.iso}|WEBHOOK_ID|${crc32(each.request.body)}`;
    return {
      headers: {
        'paypal-transmission-id': messageId,
        'paypal-transmission-time': moment.iso,
        'paypal-transmission-sig': sign('sha256', Buffer.from(content), nodeKeys(each).private).toString('base64'),
        'paypal-auth-algo': 'SHA256withRSA',
      },
    };
  },
  'gitlab-token': (each) => ({ headers: { 'X-Gitlab-Token': each.signingKey } }),
  deepgram: (each) => ({ headers: { 'dg-token': each.signingKey } }),
  figma: (each) => ({ fields: { passcode: each.signingKey } }),
};
