/** Headers that webhooks commonly carry, with values to begin from. Liquid in them is about what every scope has. */
const known: Readonly<Record<string, readonly string[]>> = {
  accept: ['application/json', '*/*'],
  authorization: ['Bearer {{ recipient.token }}', 'Basic {{ recipient.credentials | base64_encode }}'],
  'cache-control': ['no-store'],
  'content-encoding': ['identity'],
  'content-language': ['en'],
  'content-type': [
    'application/json',
    'application/json; charset=utf-8',
    'application/cloudevents+json',
    'application/x-www-form-urlencoded',
    'application/xml',
    'text/plain; charset=utf-8',
  ],
  'idempotency-key': [],
  'user-agent': [],
  'x-event-type': ['{{ data.eventType }}'],
  'x-request-id': [],
};

export const headerNames = Object.keys(known);

export function headerValues(name: string): readonly string[] {
  return known[name.trim().toLowerCase()] ?? [];
}
