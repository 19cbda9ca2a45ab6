import { expect, test } from 'vitest';
import { createByteRoom } from '../../../core/model/index.ts';

test('a room gives nothing when it says no', () => {
  const room = createByteRoom(10);
  expect([room.take(6), room.take(5), room.take(4), room.take(1)]).toEqual([true, false, true, false]);
  room.give(6);
  expect([room.take(6), room.take(1)]).toEqual([true, false]);
});
