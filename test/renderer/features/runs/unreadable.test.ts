import { expect, test } from 'vitest';
import { withText } from '../../../../renderer/features/runs/use-unreadable.ts';

test('texts that cannot be read are kept by field until they can be', () => {
  const broken = { text: '{"broken": ', stored: '{}' };
  const one = withText({}, 'event', broken);
  expect(one).toEqual({ event: broken });
  expect(withText(one, 'event', { ...broken })).toBe(one);
  const two = withText(one, 'actor', { text: 'a/b/c', stored: '' });
  expect(withText(two, 'event', null)).toEqual({ actor: { text: 'a/b/c', stored: '' } });
  expect(withText(one, 'actor', null)).toBe(one);
});
