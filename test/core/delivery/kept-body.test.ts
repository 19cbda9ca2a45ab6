import { expect, test } from 'vitest';
import { KeptBody } from '../../../core/delivery/kept-body.ts';
import { responseBodyCapBytes } from '../../../core/model/index.ts';

test('a body in one chunk is copied once, into an array of its size', () => {
  const body = new KeptBody();
  const chunk = Uint8Array.of(1, 2, 3);
  body.add(chunk);
  chunk.fill(9);
  expect(body.whole()).toEqual(Uint8Array.of(1, 2, 3));
  expect(body.whole().buffer.byteLength).toBe(3);
});

test('a body that comes byte by byte costs few arrays, and is cut at the cap', () => {
  const body = new KeptBody();
  const arrays = new Set<ArrayBufferLike>();
  for (let place = 0; place < responseBodyCapBytes + 10; place += 1) {
    body.add(Uint8Array.of(place % 251));
    if ((place & (place + 1)) === 0) arrays.add(body.whole().buffer);
  }
  expect(body.sizeBytes).toBe(responseBodyCapBytes);
  expect(body.whole()).toEqual(Uint8Array.from({ length: responseBodyCapBytes }, (_, place) => place % 251));
  expect(arrays.size).toBeLessThan(20);
});

test('none is no bytes', () => {
  expect(new KeptBody().whole()).toHaveLength(0);
});
