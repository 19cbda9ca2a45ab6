import { describe, expect, test } from 'vitest';
import { cutSignedParts, signedContentParts } from '../../../renderer/request/signed-content-parts.ts';

describe('signedContentParts', () => {
  test('names id, timestamp and body with the text between them', () => {
    const parts = signedContentParts('msg_1.1700.{"a":1}', { id: 'msg_1', timestamp: '1700', body: '{"a":1}' });
    expect(parts).toEqual([
      { kind: 'id', text: 'msg_1' },
      { kind: 'text', text: '.' },
      { kind: 'timestamp', text: '1700' },
      { kind: 'text', text: '.' },
      { kind: 'body', text: '{"a":1}' },
    ]);
  });

  test('is not led astray by a body that holds id and timestamp', () => {
    const body = '{"id":"msg_1","at":1700}';
    const parts = signedContentParts(`1700.${body}`, { id: 'msg_1', timestamp: '1700', body });
    expect(parts.map(({ kind }) => kind)).toEqual(['timestamp', 'text', 'body']);
  });

  test('joins up to the very content, whatever is known', () => {
    for (const body of ['', 'x', 'a.b']) {
      const content = `t=1700,v=${body}!`;
      const parts = signedContentParts(content, { id: null, timestamp: '1700', body });
      expect(parts.map(({ text }) => text).join('')).toBe(content);
    }
  });

  test('can be cut anywhere', () => {
    const content = 'msg_1.1700.{"a":1}';
    const parts = signedContentParts(content, { id: 'msg_1', timestamp: '1700', body: '{"a":1}' });
    expect(cutSignedParts(parts, 3, 8)).toEqual([
      { kind: 'id', text: '_1' },
      { kind: 'text', text: '.' },
      { kind: 'timestamp', text: '17' },
    ]);
    for (let at = 0; at <= content.length; at += 1) {
      const pieces = [...cutSignedParts(parts, 0, at), ...cutSignedParts(parts, at, content.length)];
      expect(pieces.map(({ text }) => text).join('')).toBe(content);
    }
  });
});
