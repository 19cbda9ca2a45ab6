import { describe, expect, it } from 'vitest';
import { OwnEcho } from '../../../renderer/editor/own-echo.ts';

describe('what an editor gave out comes back', () => {
  it('is known as its own, late or not', () => {
    const echo = new OwnEcho();
    echo.give('a');
    echo.give('ab');
    expect(echo.take('a')).toBe(true);
    expect(echo.take('ab')).toBe(true);
  });

  it('passes over what the store never showed', () => {
    const echo = new OwnEcho();
    echo.give('a');
    echo.give('ab');
    expect(echo.take('ab')).toBe(true);
    // From here on "a" comes from elsewhere: an undo, or another window.
    expect(echo.take('a')).toBe(false);
  });

  it('takes in what it never gave out', () => {
    const echo = new OwnEcho();
    echo.give('a');
    expect(echo.take('b')).toBe(false);
    echo.clear();
    expect(echo.take('a')).toBe(false);
  });
});
