import type { SignatureScheme } from '../../model/index.ts';
import { header, preset, type SchemePreset } from './preset.ts';

type Facts = Partial<Omit<SchemePreset, 'key' | 'scheme'>>;

/** HMAC of the raw body in one header, without a time. */
function bodySigned(
  key: string,
  [name, source]: [name: string, source: string],
  [headerName, value]: [headerName: string, value: string],
  description: string,
  rules: Partial<SignatureScheme> = {},
  facts: Facts = {},
): SchemePreset {
  return preset(
    key,
    { name, description, source, headers: header(headerName, value), ...rules },
    { ...facts, warnings: ['no-time', ...(facts.warnings ?? [])] },
  );
}

const base64 = { encoding: 'base64' } as const;

export const bodySignedPresets: readonly SchemePreset[] = [
  bodySigned(
    'github-sha256',
    ['GitHub (SHA-256)', 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries'],
    ['X-Hub-Signature-256', 'sha256={signature}'],
    "GitHub's X-Hub-Signature-256. It covers the body alone, so an old delivery can be replayed.",
    {},
    { verifier: '@octokit/webhooks-methods: verify', confirmedBy: 'published-vector' },
  ),
  bodySigned(
    'github-sha1',
    ['GitHub (SHA-1, legacy)', 'https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers'],
    ['X-Hub-Signature', 'sha1={signature}'],
    'The older header that GitHub still sends beside X-Hub-Signature-256.',
    { algorithm: 'hmac-sha1' },
  ),
  bodySigned(
    'gitea',
    ['Gitea', 'https://docs.gitea.com/usage/webhooks'],
    ['X-Gitea-Signature', '{signature}'],
    'The bare digest of the body.',
  ),
  bodySigned(
    'forgejo',
    ['Forgejo', 'https://forgejo.org/docs/latest/user/webhooks/'],
    ['X-Forgejo-Signature', '{signature}'],
    'The bare digest of the body.',
  ),
  bodySigned(
    'bitbucket-cloud',
    ['Bitbucket Cloud', 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/'],
    ['X-Hub-Signature', 'sha256={signature}'],
    'The prefix names the algorithm. Sent only when the webhook has a secret.',
  ),
  bodySigned(
    'jira-cloud',
    ['Jira Cloud', 'https://developer.atlassian.com/cloud/jira/platform/webhooks/'],
    ['X-Hub-Signature', 'sha256={signature}'],
    'For webhooks with a secret. Sources disagree on which kinds of registration are signed: try yours.',
  ),
  bodySigned(
    'shopify',
    ['Shopify', 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https'],
    ['X-Shopify-Hmac-SHA256', '{signature}'],
    "Keyed with the app's client secret.",
    base64,
    { verifier: '@shopify/shopify-api: shopify.webhooks.validate', confirmedBy: 'vendor-code' },
  ),
  bodySigned(
    'woocommerce',
    ['WooCommerce', 'https://developer.woocommerce.com/docs/best-practices/urls-and-routing/webhooks/'],
    ['X-WC-Webhook-Signature', '{signature}'],
    'The digest of the body in base64.',
    base64,
  ),
  bodySigned(
    'lemon-squeezy',
    ['Lemon Squeezy', 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests'],
    ['X-Signature', '{signature}'],
    'The bare digest of the body in hex.',
  ),
  bodySigned(
    'clickup',
    ['ClickUp', 'https://developer.clickup.com/docs/webhooksignature'],
    ['X-Signature', '{signature}'],
    'The bare digest of the body, keyed with the secret from the answer to the registration.',
  ),
  bodySigned(
    'cal-com',
    ['Cal.com', 'https://cal.com/docs/core-features/webhooks'],
    ['X-Cal-Signature-256', '{signature}'],
    'The bare digest of the body.',
  ),
  bodySigned(
    'cursor',
    ['Cursor', 'https://cursor.com/docs/cloud-agent/api/webhooks'],
    ['X-Webhook-Signature', 'sha256={signature}'],
    'The digest of the body after "sha256=".',
  ),
  bodySigned(
    'intercom',
    ['Intercom', 'https://developers.intercom.com/docs/webhooks/webhook-notifications'],
    ['X-Hub-Signature', 'sha1={signature}'],
    "HMAC-SHA1, keyed with the app's client secret.",
    { algorithm: 'hmac-sha1' },
  ),
  bodySigned(
    'meta-whatsapp',
    ['Meta and WhatsApp', 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started'],
    ['X-Hub-Signature-256', 'sha256={signature}'],
    'Keyed with the app secret. Meta escapes what is not ASCII: hash the bytes that arrive.',
    {},
    { warnings: ['body-rewritten'] },
  ),
  bodySigned(
    'line',
    ['LINE', 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/'],
    ['x-line-signature', '{signature}'],
    'Keyed with the channel secret.',
    base64,
    { verifier: '@line/bot-sdk: validateSignature', confirmedBy: 'vendor-code' },
  ),
  bodySigned(
    'notion',
    ['Notion', 'https://developers.notion.com/reference/webhooks'],
    ['X-Notion-Signature', 'sha256={signature}'],
    'Keyed with the verification token that Notion posts once when the subscription is made.',
  ),
  bodySigned(
    'typeform',
    ['Typeform', 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/'],
    ['Typeform-Signature', 'sha256={signature}'],
    'Base64 after "sha256=".',
    base64,
    { warnings: ['prefix-then-base64'] },
  ),
  bodySigned(
    'x-twitter',
    ['X (Twitter)', 'https://docs.x.com/x-api/webhooks/introduction'],
    ['X-Twitter-Webhooks-Signature', 'sha256={signature}'],
    'Base64 after "sha256=", keyed with the app\'s consumer secret.',
    base64,
    { warnings: ['prefix-then-base64'] },
  ),
  bodySigned(
    'dropbox',
    ['Dropbox', 'https://www.dropbox.com/developers/reference/webhooks'],
    ['X-Dropbox-Signature', '{signature}'],
    'The bare digest of the body, keyed with the app secret.',
  ),
  bodySigned(
    'pagerduty',
    ['PagerDuty (v3)', 'https://developer.pagerduty.com/docs/verifying-webhook-signatures'],
    ['X-PagerDuty-Signature', 'v1={signature}'],
    'A list: any one of its v1 signatures has to match.',
    { signatureSeparator: ',' },
  ),
  bodySigned(
    'circleci',
    ['CircleCI', 'https://circleci.com/docs/guides/integration/outbound-webhooks/'],
    ['circleci-signature', 'v1={signature}'],
    'A list of versions, of which v1 is the digest of the body.',
    { signatureSeparator: ',' },
  ),
  bodySigned(
    'sentry',
    ['Sentry', 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/'],
    ['Sentry-Hook-Signature', '{signature}'],
    "Keyed with the integration's client secret. Its Sentry-Hook-Timestamp is not signed.",
  ),
  bodySigned(
    'vercel',
    ['Vercel', 'https://vercel.com/docs/webhooks/webhooks-api'],
    ['x-vercel-signature', '{signature}'],
    'HMAC-SHA1 of the body.',
    { algorithm: 'hmac-sha1' },
  ),
  bodySigned(
    'coinbase-commerce',
    ['Coinbase Commerce', 'https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security'],
    ['X-CC-Webhook-Signature', '{signature}'],
    'Keyed with the shared secret of the notification settings.',
    {},
    { verifier: 'coinbase-commerce-node: Webhook.verifySigHeader', confirmedBy: 'vendor-code' },
  ),
  bodySigned(
    'hookdeck',
    ['Hookdeck', 'https://hookdeck.com/docs/authentication'],
    ['x-hookdeck-signature', '{signature}'],
    'Put on what Hookdeck forwards to a destination.',
    base64,
  ),
  bodySigned(
    'outpost',
    ['Outpost', 'https://hookdeck.com/docs/outpost/destinations/webhook'],
    ['x-outpost-signature', 'v0={signature}'],
    'Outpost\'s default. After one "v0=" stand all signatures; the secret keeps its whsec_.',
    { signatureSeparator: ',', signatureList: 'signature' },
    { keyForm: 'whsec-text', warnings: ['same-prefix-other-key'] },
  ),
  bodySigned(
    'convoy',
    ['Convoy (simple)', 'https://docs.getconvoy.io/product-manual/signatures'],
    ['X-Convoy-Signature', '{signature}'],
    'The bare digest of the body as Convoy has written it anew.',
    {},
    { warnings: ['body-rewritten'] },
  ),
  bodySigned(
    'adyen-platform',
    [
      'Adyen (platform and management)',
      'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures/',
    ],
    ['HmacSignature', '{signature}'],
    'Keyed with the hex-decoded HMAC key.',
    { encoding: 'base64', key: { stripPrefix: null, decoding: 'hex' } },
    {
      keyForm: 'hex',
      verifier: '@adyen/api-library: hmacValidator.validateHMACSignature',
      confirmedBy: 'vendor-code',
      warnings: ['hex-key'],
    },
  ),
];
