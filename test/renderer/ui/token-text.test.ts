import { describe, expect, test } from 'vitest';
import { endsWithComma, matchingValues, readTokens } from '../../../renderer/ui/token-text.ts';

const isWord = (token: string): string | undefined => (/^\w+$/.test(token) ? undefined : 'not a word');
const isJson = (token: string): string | undefined => (/^\{.*\}$/s.test(token) ? undefined : 'not closed');

describe('text of a list of values', () => {
  test('pasted values are told apart by commas and ends of lines, and each is taken once', () => {
    expect(readTokens(' task.completed, project.created\r\ntask.completed\n')).toEqual({
      values: ['task.completed', 'project.created'],
      left: '',
    });
  });

  test('what is not fit is left to be mended, the others are taken', () => {
    expect(readTokens('one, t/w/o, three', isWord)).toEqual({ values: ['one', 'three'], left: 't/w/o' });
  });

  test('an object keeps its commas, finished or not', () => {
    expect(readTokens('{"id": "ada", "name": "Ada"}', isJson)).toEqual({
      values: ['{"id": "ada", "name": "Ada"}'],
      left: '',
    });
    expect(readTokens('{"id": "ada", "name"', isJson)).toEqual({ values: [], left: '{"id": "ada", "name"' });
  });

  test('a comma ends a word and a finished object, and goes on with an unfinished one', () => {
    expect(endsWithComma('')).toBe(false);
    expect(endsWithComma('one')).toBe(true);
    expect(endsWithComma('{"id": "ada"', isJson)).toBe(false);
    expect(endsWithComma('{"id": "ada"}', isJson)).toBe(true);
  });

  test('of very many known values those that fit are found wherever they stand, and a list shows the first of them', () => {
    const known = Array.from({ length: 3000 }, (_, index) => `Project ${index}`);
    expect(matchingValues(known, [], 'project 2999')).toEqual(['Project 2999']);
    expect(matchingValues(known, ['Project 1'], 'Project')).toHaveLength(200);
    expect(matchingValues(known, ['Project 2999'], '2999')).toEqual([]);
  });
});
