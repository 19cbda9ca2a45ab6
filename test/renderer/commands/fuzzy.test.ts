import { describe, expect, it } from 'vitest';
import { fuzzyScore, rankByScore } from '../../../renderer/commands/fuzzy.ts';

const best = (typed: string, ...texts: string[]) => rankByScore(typed, texts, (text) => fuzzyScore(typed, text), 10);

describe('fuzzy', () => {
  it('finds letters in order, whatever their case', () => {
    expect(fuzzyScore('dwh', 'Delete WebHook')).not.toBeNull();
    expect(fuzzyScore('hwd', 'Delete WebHook')).toBeNull();
  });

  it('puts the whole word at the start of a word before one inside, and that before scattered letters', () => {
    expect(best('run', 'Recount units', 'Prune', 'Start run', 'Run 14')).toEqual([
      'Run 14',
      'Start run',
      'Prune',
      'Recount units',
    ]);
  });

  it('wants every word that was typed, in any order', () => {
    expect(best('webhook add', 'Add webhook', 'Add project', 'Delete webhook')).toEqual(['Add webhook']);
  });

  it('prefers the shorter of equals and keeps the order of full equals', () => {
    expect(best('acme', 'acme corporation', 'acme')).toEqual(['acme', 'acme corporation']);
    const rows = [
      { id: 1, text: 'same' },
      { id: 2, text: 'same' },
    ];
    expect(rankByScore('same', rows, (row) => fuzzyScore('same', row.text), 10).map((row) => row.id)).toEqual([1, 2]);
  });

  it('shows all, up to the limit, when nothing is typed', () => {
    expect(rankByScore('  ', ['a', 'b', 'c'], () => null, 2)).toEqual(['a', 'b']);
  });

  it('does not find letters strewn over a long text', () => {
    expect(fuzzyScore('retry', 'a rather extended text with many really yellow words')).toBeNull();
  });
});
