import { expect, it } from 'vitest';
import {
  createMessageReader,
  createMessageWriter,
  sharedLimitBytes,
  sharedMessagesBytes,
} from '../../../renderer/host/shared-messages.ts';

const shared = () => {
  const memory = new SharedArrayBuffer(sharedMessagesBytes);
  return { write: createMessageWriter(memory), reader: createMessageReader(memory), memory };
};

it('gives what is newer than the last one seen, oldest first, whatever its characters', () => {
  const { write, reader } = shared();
  write({ number: 1, text: 'one' });
  write({ number: 2, text: 'zwei: ü, 語, 👍' });
  write({ number: 3, text: 'three' });
  expect(reader.newest()).toBe(3);
  expect(reader.since(1)).toEqual([
    { number: 2, text: 'zwei: ü, 語, 👍' },
    { number: 3, text: 'three' },
  ]);
  expect(reader.since(3)).toEqual([]);
});

it('keeps the newest few and leaves out what is too long', () => {
  const { write, reader } = shared();
  for (let number = 1; number <= 20; number += 1) write({ number, text: `message ${number}` });
  expect(reader.since(0).map(({ number }) => number)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
  write({ number: 21, text: 'x'.repeat(sharedLimitBytes + 1) });
  expect(reader.since(20)).toEqual([]);
});

it('gives nothing of a message that is just being written', () => {
  const { write, reader, memory } = shared();
  write({ number: 8, text: 'whole' });
  // Slot 0, whose version is odd while its bytes change.
  Atomics.add(new Int32Array(memory), 0, 1);
  expect(reader.since(0)).toEqual([]);
});
