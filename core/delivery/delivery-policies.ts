import { type DeliveryPolicy, deliveryPolicySchema, type PolicyChoice } from '../model/index.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Policies that can be chosen by name. */
export const policyPresets = {
  knock: {
    name: 'Knock',
    description: 'Up to 8 attempts within about 6 minutes, as Knock sends webhooks.',
    source: 'https://docs.knock.app/integrations/webhook/overview',
    timeoutMs: 50 * second,
    maxAttempts: 8,
    retryDelaysMs: [17, 19, 23, 31, 47, 79, 143].map((seconds) => seconds * second),
    jitter: { ratio: 0.1, direction: 'add' },
    finalStatuses: [401, 403, 404, 405],
    finalFailures: ['invalid-url', 'dns-not-found', 'blocked-by-policy'],
    retryAfter: 'ignore',
    plainHttp: 'loopback',
  },
  'standard-webhooks': {
    name: 'Standard Webhooks',
    description: 'Ten attempts over about three days, the schedule that the specification gives as its example.',
    source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
    timeoutMs: 20 * second,
    maxAttempts: 10,
    retryDelaysMs: [
      5 * second,
      5 * minute,
      30 * minute,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
    ],
    jitter: { ratio: 0.1, direction: 'both' },
    finalStatuses: [410],
    finalFailures: ['invalid-url', 'blocked-by-policy'],
    retryAfter: 'honour',
    plainHttp: 'loopback',
  },
  svix: {
    name: 'Svix',
    description: 'Eight attempts within about 28 hours, as Svix and those who send with it do.',
    source: 'https://docs.svix.com/retries',
    timeoutMs: 15 * second,
    maxAttempts: 8,
    retryDelaysMs: [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour],
    jitter: { ratio: 0.2, direction: 'both' },
    finalStatuses: [],
    finalFailures: ['invalid-url', 'blocked-by-policy'],
    retryAfter: 'up-to-double',
    plainHttp: 'loopback',
  },
  stripe: {
    name: 'Stripe-like',
    description:
      'Three days of growing waits. Stripe publishes no more than that: its own steps and timeout may differ.',
    source: 'https://docs.stripe.com/webhooks#retries',
    timeoutMs: 10 * second,
    maxAttempts: 10,
    retryDelaysMs: [5 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 14 * hour, 20 * hour, 22 * hour],
    jitter: { ratio: 0.1, direction: 'both' },
    finalStatuses: [],
    finalFailures: ['invalid-url', 'blocked-by-policy'],
    retryAfter: 'ignore',
    plainHttp: 'loopback',
  },
  shopify: {
    name: 'Shopify-like',
    description:
      'Eight retries with growing waits over four hours. Shopify publishes their number and span, not the steps.',
    source: 'https://shopify.dev/changelog/updates-to-webhook-retry-mechanism',
    timeoutMs: 5 * second,
    maxAttempts: 9,
    retryDelaysMs: [1, 2, 4, 8, 16, 32, 64, 113].map((minutes) => minutes * minute),
    jitter: { ratio: 0, direction: 'add' },
    finalStatuses: [],
    finalFailures: ['invalid-url', 'blocked-by-policy'],
    retryAfter: 'ignore',
    plainHttp: 'loopback',
  },
  outpost: {
    name: 'Outpost',
    description:
      'Ten retries with doubling waits from 30 s, as the open-source sender Outpost does unless told otherwise.',
    source: 'https://hookdeck.com/docs/outpost/self-hosting/configuration',
    timeoutMs: 5 * second,
    maxAttempts: 11,
    retryDelaysMs: Array.from({ length: 10 }, (_, retry) => 30 * second * 2 ** retry),
    jitter: { ratio: 0, direction: 'add' },
    finalStatuses: [],
    finalFailures: ['invalid-url', 'blocked-by-policy'],
    retryAfter: 'ignore',
    plainHttp: 'loopback',
  },
  none: {
    name: 'No retries',
    description: 'One attempt, whatever comes of it, as GitHub sends webhooks.',
    source: 'https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries',
    timeoutMs: 10 * second,
    maxAttempts: 1,
    retryDelaysMs: [],
    jitter: { ratio: 0, direction: 'add' },
    finalStatuses: [],
    finalFailures: [],
    retryAfter: 'ignore',
    plainHttp: 'loopback',
  },
} satisfies Record<string, DeliveryPolicy>;

/** The policy that a channel chose; null when there is no such preset or the custom one does not pass the schema. */
export function resolvePolicy(choice: PolicyChoice): DeliveryPolicy | null {
  if ('custom' in choice) {
    const checked = deliveryPolicySchema.safeParse(choice.custom);
    return checked.success ? checked.data : null;
  }
  const presets: Record<string, DeliveryPolicy> = policyPresets;
  return Object.hasOwn(presets, choice.preset) ? (presets[choice.preset] ?? null) : null;
}
