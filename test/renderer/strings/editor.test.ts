import { expect, test } from 'vitest';
import { editorWords } from '../../../renderer/strings/editor.ts';

test('names of samples are told from the words around them', () => {
  expect(editorWords.foundWith(['one'])).toBe('With the sample “one”.');
  expect(editorWords.foundWith(['New project', 'Name with quotes'])).toBe(
    'With the samples “New project”, “Name with quotes”.',
  );
});
