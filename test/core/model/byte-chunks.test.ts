import { expect, test } from 'vitest';
import { createByteChunks } from '../../../core/model/index.ts';

test('tiny chunks are joined in their order, and cost no array for each of them', () => {
  const chunks = createByteChunks(Buffer.concat);
  const bytes = Uint8Array.from(Array.from({ length: 5000 }, (_, place) => place % 251));
  const sent = [...bytes].map((byte) => Uint8Array.of(byte));
  for (const chunk of sent) chunks.add(chunk);
  // The early ones are no longer needed.
  sent[0]?.fill(255);
  expect(chunks.joined()).toEqual(Buffer.from(bytes));

  const one = createByteChunks(Buffer.concat);
  expect(one.joined()).toHaveLength(0);
  one.add(bytes);
  expect(one.joined()).toEqual(Buffer.from(bytes));
  expect(one.joined().buffer).not.toBe(bytes.buffer);
});
