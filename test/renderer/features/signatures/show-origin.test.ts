import { describe, expect, it } from 'vitest';
import { headerLineRange, originField } from '../../../../renderer/features/signatures/show-origin.ts';

describe('originField', () => {
  it.each([
    [{ kind: 'timestamp', header: 'Stripe-Signature' }, 'headers'],
    [{ kind: 'body', header: null }, 'body'],
    [{ kind: 'json', header: null }, 'body'],
    [{ kind: 'url.decoded', header: null }, 'url'],
    [{ kind: 'method', header: null }, 'method'],
  ])('%j stands in the %s', (part, field) => {
    expect(originField(part)).toBe(field);
  });
});

describe('headerLineRange', () => {
  it('finds the line whatever its case', () => {
    const text = 'Host: a\nWebhook-Id: msg_1\nX: 1';
    const range = headerLineRange(text, 'webhook-id');
    expect(text.slice(range?.from, range?.to)).toBe('Webhook-Id: msg_1');
  });
  it('is nothing for a header that is not there', () => {
    expect(headerLineRange('Host: a', 'x')).toBeNull();
  });
});
