import { expect, test } from 'vitest';
import { defaultWindowSize, fitToDisplays } from '../../electron/window-state.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 860 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1400 };

test('opens where it was, on whichever screen that is', () => {
  const bounds = { x: 1600, y: 100, width: 2000, height: 1200 };
  expect(fitToDisplays(bounds, [laptop, monitor])).toEqual(bounds);
});

test('a place on a screen that is gone is dropped and the size made to fit', () => {
  const bounds = { x: 1600, y: 100, width: 2000, height: 1200 };
  expect(fitToDisplays(bounds, [laptop])).toEqual({ width: 1440, height: 860 });
});

test('a title bar above the screen, or all but out at its side, is out of reach', () => {
  expect(fitToDisplays({ x: 10, y: -40, width: 900, height: 600 }, [laptop])).toEqual({ width: 900, height: 600 });
  expect(fitToDisplays({ x: 1400, y: 10, width: 900, height: 600 }, [laptop])).toEqual({ width: 900, height: 600 });
});

test('partly outside but graspable stays', () => {
  const bounds = { x: 1300, y: 10, width: 900, height: 600 };
  expect(fitToDisplays(bounds, [laptop])).toEqual(bounds);
});

test('a first start takes the default size, no larger than the screen', () => {
  expect(fitToDisplays(null, [monitor])).toEqual(defaultWindowSize);
  expect(fitToDisplays(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
  expect(fitToDisplays(null, [])).toEqual(defaultWindowSize);
});
