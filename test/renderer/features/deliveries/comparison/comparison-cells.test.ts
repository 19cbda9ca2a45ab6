import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ComparisonCells } from '../../../../../renderer/features/deliveries/comparison/comparison-cells.tsx';

/** How many lines are shown of each folded side. */
function linesShown(left: string, right: string): string[] {
  const row = { kind: 'fact' as const, name: 'URL', left, right, isDifferent: left !== right };
  const shown = renderToStaticMarkup(createElement(ComparisonCells, { row, onUnfold: () => undefined }));
  return Array.from(shown.matchAll(/-webkit-line-clamp:(\w+)/g), ([, lines = '']) => lines);
}

const url = `https://a.example/hooks?token=${'abc-'.repeat(200)}`;

it('of a long URL the first lines are shown, but not without what differs', () => {
  expect(linesShown(url, url)).toEqual(['4', '4']);
  expect(linesShown(url, url.replace('a.example', 'b.example'))).toEqual(['4', '4']);
  expect(linesShown(url, `${url}&x=1`)).toEqual(['none', 'none']);
  expect(linesShown('https://a.example', 'https://b.example')).toEqual([]);
});
