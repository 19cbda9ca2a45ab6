import { expect, test } from 'vitest';
import { nothingToRecover } from '../../../../renderer/features/runs/nothing-to-recover.ts';

const none = { counts: { undelivered: 0, stopped: 0 }, leftOut: { delivered: 0, deliveredAgain: 0, underWay: 0 } };

test('says why nothing is left to send again', () => {
  expect(nothingToRecover(none, 'undelivered')).toMatch(/^No delivery in the log matches/);
  const arrived = { ...none, leftOut: { ...none.leftOut, deliveredAgain: 2 } };
  expect(nothingToRecover(arrived, 'unfinished')).toMatch(/^Everything that matches has been delivered since/);
  expect(nothingToRecover({ ...arrived, leftOut: { ...arrived.leftOut, underWay: 1 } }, 'undelivered')).toMatch(
    /about to be sent by a run/,
  );
  const stopped = { ...arrived, counts: { undelivered: 0, stopped: 3 } };
  expect(nothingToRecover(stopped, 'undelivered')).toMatch(/What was stopped can be chosen/);
});
