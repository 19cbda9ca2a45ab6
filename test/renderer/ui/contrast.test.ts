import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Theme = Record<string, string>;

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');

function readTheme(selector: string): Theme {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = [
  'surface',
  'surface-bar',
  'surface-list',
  'surface-inset',
  'surface-hover',
  'surface-selected',
  'surface-floating',
];
const meanings = ['delivered', 'waiting', 'undelivered', 'skipped', 'in-flight'];
const textPairs: [text: string, ground: string][] = [
  ...['text', 'text-muted', 'text-faint', 'accent-text'].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...meanings.flatMap((meaning): [string, string][] => [
    ...grounds.map((ground): [string, string] => [meaning, ground]),
    [meaning, `${meaning}-soft`],
    ['text', `${meaning}-soft`],
  ]),
  ...['code-key', 'code-string', 'code-number', 'code-keyword', 'code-comment'].flatMap((code) =>
    ['surface', 'surface-inset', 'surface-selected'].map((ground): [string, string] => [code, ground]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
];
/** Edges of controls and the focus ring: 3 is enough (WCAG 1.4.11). */
const edgePairs = ['line-control', 'focus'].flatMap((edge) =>
  ['surface', 'surface-list', 'surface-bar', 'surface-floating'].map((ground): [string, string] => [edge, ground]),
);

describe.each([
  ['light', readTheme('[data-theme="light"]')],
  ['dark', readTheme('[data-theme="dark"]')],
])('the %s theme', (_name, theme) => {
  const ratioOf = ([front, ground]: [string, string]): number => {
    const [a, b] = [theme[front], theme[ground]];
    if (a === undefined || b === undefined) throw new Error(`no token --${a === undefined ? front : ground}`);
    return contrast(a, b);
  };
  const tooWeak = (pairs: [string, string][], least: number) =>
    pairs.filter((pair) => ratioOf(pair) < least).map((pair) => `${pair.join(' on ')}: ${ratioOf(pair).toFixed(2)}`);

  it('has text of contrast 4.5 or more on every ground it stands on', () => {
    expect(tooWeak(textPairs, 4.5)).toEqual([]);
  });

  it('has edges and focus rings of contrast 3 or more', () => {
    expect(tooWeak(edgePairs, 3)).toEqual([]);
  });
});

it('both themes name the same colours', () => {
  const names = (selector: string) => Object.keys(readTheme(selector)).sort();
  expect(names('[data-theme="dark"]')).toEqual(names('[data-theme="light"]'));
});

it('measures contrast as the standard does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
