import type * as monaco from 'monaco-editor/editor/editor.api';
import { editorWords } from '../strings/editor.ts';
import { type LiquidName, nameInSight, occurrencesOf } from './liquid-names.ts';
import { rangeOf, readModel } from './model-text.ts';
import type { TemplateContext } from './template-context.ts';

function nameAt(model: monaco.editor.ITextModel, position: monaco.Position): LiquidName | null {
  const word = model.getWordAtPosition(position);
  if (word === null) return null;
  const offset = model.getOffsetAt({ lineNumber: position.lineNumber, column: word.startColumn });
  const { names, text } = readModel(model);
  const found = names.find(({ begin }) => begin === offset) ?? nameInSight(names, word.word, offset);
  // The word must really mean the name here: it may be a property, a filter or text.
  return found !== null && occurrencesOf(text, found).some(({ begin }) => begin === offset) ? found : null;
}

/** F2: all places of a name that the template gives, as edits. */
export function renameEdits(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  newName: string,
  context: TemplateContext | null,
): monaco.languages.WorkspaceEdit & monaco.languages.Rejection {
  const target = nameAt(model, position);
  if (target === null) return { edits: [], rejectReason: editorWords.cannotRename };
  if (!/^[A-Za-z_][\w-]*$/.test(newName)) return { edits: [], rejectReason: editorWords.notAName };
  const { names, text } = readModel(model);
  const isTaken =
    newName !== target.name &&
    (names.some(({ name }) => name === newName) || (context?.scope.some(({ name }) => name === newName) ?? false));
  if (isTaken) return { edits: [], rejectReason: editorWords.nameTaken(newName) };
  const versionId = model.getVersionId();
  return {
    edits: occurrencesOf(text, target).map((place) => ({
      resource: model.uri,
      versionId,
      textEdit: { range: rangeOf(model, place), text: newName },
    })),
  };
}

export function renameLocation(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): monaco.languages.RenameLocation & monaco.languages.Rejection {
  const word = model.getWordAtPosition(position);
  const target = nameAt(model, position);
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: word?.startColumn ?? position.column,
    endColumn: word?.endColumn ?? position.column,
  };
  if (target === null) return { range, text: '', rejectReason: editorWords.cannotRename };
  return { range, text: target.name };
}

/** F12: where a name is given, or the partial that is rendered. */
export function definitionAt(
  api: typeof import('monaco-editor/editor/editor.api'),
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext | null,
): monaco.languages.Definition | null {
  const target = nameAt(model, position);
  if (target !== null) return { uri: model.uri, range: rangeOf(model, target) };
  const offset = model.getOffsetAt(position);
  const { pieces, text } = readModel(model);
  const piece = pieces.findLast(({ begin, end }) => begin <= offset && offset <= end);
  if (piece?.name !== 'render') return null;
  const key = /["']([^"']*)["']/.exec(text.slice(piece.contentBegin, piece.contentEnd))?.[1] ?? '';
  if (context?.partials.includes(key) !== true) return null;
  const start = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 };
  return { uri: partialUri(api, key), range: start };
}

const partialPath = /^\/partial\/([^/]+)\/content$/;

export function partialUri(api: typeof import('monaco-editor/editor/editor.api'), key: string): monaco.Uri {
  return api.Uri.from({ scheme: 'hookbench', path: `/partial/${key}/content` });
}

/** The partial a URI stands for; null for any other text. */
export function partialOfUri(uri: monaco.Uri): string | null {
  return partialPath.exec(uri.path)?.[1] ?? null;
}
