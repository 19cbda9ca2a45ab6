import { describe, expect, it } from 'vitest';
import { headersForFormat } from '../../../../renderer/features/channel-studio/body-formats.ts';

describe('the headers when the body takes another format', () => {
  it.each([
    ['application/json', 'json', 'xml', 'application/xml'],
    ['application/xml', 'xml', 'form', 'application/x-www-form-urlencoded'],
    ['application/json', 'json', 'graphql', 'application/json'],
    ['application/json', 'json', 'text', 'application/json'],
    ['application/json', 'text', 'xml', 'application/xml'],
    ['text/plain', 'text', 'form', 'application/x-www-form-urlencoded'],
    ['text/csv', 'text', 'form', 'text/csv'],
    ['application/cloudevents+json', 'json', 'xml', 'application/cloudevents+json'],
    ['{{ vars.type }}', 'json', 'xml', '{{ vars.type }}'],
  ] as const)('%s, from %s to %s: %s', (value, from, to, expected) => {
    const other = { key: 'x-a', value: 'application/json' };
    expect(headersForFormat([{ key: 'Content-Type', value }, other], from, to)).toEqual([
      { key: 'Content-Type', value: expected },
      other,
    ]);
  });
});
