import { monaco } from './monaco.ts';
import { differenceOf } from './text-difference.ts';

type TextModel = import('monaco-editor/editor/editor.api').editor.ITextModel;
type ViewState = import('monaco-editor/editor/editor.api').editor.ICodeEditorViewState;

/**
 * One text model per document field, kept while its document is open: changing tabs swaps models, so undo, caret and
 * scroll position survive.
 */
const viewStates = new Map<string, ViewState>();

/** URI of a field's model, such as `hookbench:/channel/customer-webhook/body`. */
export function textModelUri(kind: string, key: string, field: string): string {
  return monaco.Uri.from({ scheme: 'hookbench', path: `/${kind}/${key}/${field}` }).toString();
}

export function openTextModel(uri: string, text: string, language: string): TextModel {
  const parsed = monaco.Uri.parse(uri);
  const known = monaco.editor.getModel(parsed);
  if (known) return known;
  const model = monaco.editor.createModel(text, language, parsed);
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    // Liquid's double braces would be painted as two nested pairs.
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  // The text of a template is bytes to be sent: line ends stay as they are typed on every platform.
  if (!text.includes('\r\n')) model.setEOL(monaco.editor.EndOfLineSequence.LF);
  return model;
}

const texts = new WeakMap<TextModel, { version: number; text: string }>();

/** The text of a model, joined once per version: a long one takes milliseconds each time. */
export function textOfModel(model: TextModel): string {
  const version = model.getVersionId();
  const known = texts.get(model);
  if (known?.version === version) return known.text;
  const text = model.getValue();
  texts.set(model, { version, text });
  return text;
}

/**
 * Puts text that came from elsewhere (disk, another window, undo of a deletion) into a model as one undoable edit. Only
 * what differs is replaced: the caret stays, and so do the brackets that the editor closed and lets one type over.
 */
export function replaceModelText(model: TextModel, text: string): void {
  const before = textOfModel(model);
  if (before === text) return;
  const { begin, end, newText } = differenceOf(before, text);
  const range = monaco.Range.fromPositions(model.getPositionAt(begin), model.getPositionAt(end));
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text: newText }], () => null);
  model.pushStackElement();
}

export function rememberViewState(uri: string, state: ViewState | null): void {
  if (state) viewStates.set(uri, state);
}

export function viewStateOf(uri: string): ViewState | null {
  return viewStates.get(uri) ?? null;
}

/** Frees every model of a document that was closed or removed. */
export function disposeTextModels(kind: string, key: string): void {
  const prefix = `${textModelUri(kind, key, '')}`;
  for (const model of monaco.editor.getModels()) {
    const uri = model.uri.toString();
    if (!uri.startsWith(prefix)) continue;
    viewStates.delete(uri);
    model.dispose();
  }
}
