import { monaco } from './monaco.ts';

type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

/**
 * How many characters after the caret are a closing mark that has just been typed anew: a completed tag brings its `%}`
 * along, and who types the tag to its end types it again. Zero = none.
 */
export function doubledMarkLength(before: string, after: string): number {
  if (!/\{%(?:[^%}]|%(?!\}))*%\}$/.test(before)) return 0;
  return /^[ \t]*-?%\}/.exec(after)?.[0].length ?? 0;
}

/** Takes away the closing mark behind the one that was typed. */
export function passClosingMark(editor: StandaloneEditor): void {
  const model = editor.getModel();
  const position = editor.getPosition();
  if (model === null || position === null) return;
  const { lineNumber, column } = position;
  const line = model.getLineContent(lineNumber);
  // A tag longer than this on one line is not one that was just completed.
  const length = doubledMarkLength(
    line.slice(Math.max(0, column - 500), column - 1),
    line.slice(column - 1, column + 20),
  );
  if (length === 0) return;
  const range = new monaco.Range(lineNumber, column, lineNumber, column + length);
  editor.executeEdits('hookbench.closingMark', [{ range, text: '' }]);
}
