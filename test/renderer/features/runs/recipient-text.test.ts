import { describe, expect, test } from 'vitest';
import type { TriggerRecipient } from '../../../../core/contract/index.ts';
import {
  readRecipientText,
  recipientProblem,
  recipientText,
} from '../../../../renderer/features/runs/recipient-text.ts';

describe('recipient text', () => {
  test.each<TriggerRecipient>([
    'ada',
    { collection: 'projects', id: 'acme' },
    { id: 'inline', name: 'Inline user' },
    { collection: 'projects', id: 'acme', $trigger_data: { a: 1 } },
  ])('%j comes back as it was', (recipient) => {
    expect(readRecipientText(recipientText(recipient))).toEqual(recipient);
  });

  test('the digits of an inline recipient come back as they were typed', () => {
    const text = '{"id":"eve","n":9007199254740993,"deep":{"price":1.10}}';
    const recipient = readRecipientText(text);
    expect(recipient === null ? null : recipientText(recipient)).toBe(text);
  });

  test('a bare word is a user', () => {
    expect(readRecipientText(' ada ')).toBe('ada');
  });

  test.each(['', 'a/', '/b', 'a/b/c', 'user:', '{"name":1}', '{'])('refuses %j', (text) => {
    expect(readRecipientText(text)).toBeNull();
  });

  test('says what keeps a text from being a recipient', () => {
    expect(recipientProblem('{"id": "ada", "name": "Ada"}')).toBeUndefined();
    expect(recipientProblem('a/b/c')).toContain('user:id or collection/id');
    expect(recipientProblem('{"name": "Ada"}')).toContain('"id"');
    expect(recipientProblem('{"id": "ada",}')).toMatch(/^Line 1, column 14/);
  });
});
