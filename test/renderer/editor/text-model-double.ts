import type * as monaco from 'monaco-editor/editor/editor.api';

/** The edge to Monaco: a text with lines and words, as its model answers for them. */
export function textModelOf(text: string): monaco.editor.ITextModel {
  const lines = text.split('\n');
  const startOf = (line: number): number => lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const offsetAt = ({ lineNumber, column }: monaco.IPosition): number => startOf(lineNumber) + column - 1;
  const positionAt = (offset: number): monaco.IPosition => {
    const before = text.slice(0, offset).split('\n');
    return { lineNumber: before.length, column: (before.at(-1) ?? '').length + 1 };
  };
  const wordAt = ({ lineNumber, column }: monaco.IPosition) => {
    const line = lines[lineNumber - 1] ?? '';
    for (const match of line.matchAll(/[a-zA-Z_][\w-]*|-?\d+(?:\.\d+)?/g)) {
      const [startColumn, endColumn] = [match.index + 1, match.index + match[0].length + 1];
      if (startColumn <= column && column <= endColumn) return { word: match[0], startColumn, endColumn };
    }
    return null;
  };
  const model = {
    getValue: () => text,
    getVersionId: () => 1,
    getLineContent: (line: number) => lines[line - 1] ?? '',
    getLineMaxColumn: (line: number) => (lines[line - 1] ?? '').length + 1,
    getOffsetAt: offsetAt,
    getPositionAt: positionAt,
    getValueInRange: (range: monaco.IRange) =>
      text.slice(
        offsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }),
        offsetAt({ lineNumber: range.endLineNumber, column: range.endColumn }),
      ),
    getWordAtPosition: wordAt,
    getWordUntilPosition: (position: monaco.IPosition) => {
      const word = wordAt(position);
      return word === null
        ? { word: '', startColumn: position.column, endColumn: position.column }
        : { ...word, word: word.word.slice(0, position.column - word.startColumn), endColumn: position.column };
    },
  };
  return model as unknown as monaco.editor.ITextModel;
}

/** As much of Monaco's API as suggestions name. */
export const monacoNames = {
  languages: {
    CompletionItemKind: { Function: 1, Field: 2, Struct: 3, Variable: 4, Keyword: 5, Snippet: 6, File: 7, Value: 8 },
    CompletionItemInsertTextRule: { InsertAsSnippet: 4 },
  },
} as unknown as typeof import('monaco-editor/editor/editor.api');
