import { matchBracketsWhereQuick } from './bracket-matching.ts';
import { leaveKeysToApp } from './leave-to-app.ts';
import { monaco } from './monaco.ts';
import './set-up-editor.ts';
import { OwnEcho } from './own-echo.ts';
import { suggestionOptions } from './suggestion-list.ts';
import { openTextModel, rememberViewState, replaceModelText, textOfModel, viewStateOf } from './text-models.ts';

type MonacoEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;
type EditorOptions = import('monaco-editor/editor/editor.api').editor.IStandaloneEditorConstructionOptions;
type ContentChange = import('monaco-editor/editor/editor.api').editor.IModelContentChangedEvent;
type TextModel = import('monaco-editor/editor/editor.api').editor.ITextModel;
type Disposable = import('monaco-editor/editor/editor.api').IDisposable;

/** Monaco in an element. The text models it shows outlive it: see `text-models.ts`. */
export interface TextEditor {
  readonly monaco: MonacoEditor;
  /** Shows the model of a field as it was left; one that is not open yet is made of `text`. */
  show(uri: string, text: string, language: string): TextModel;
  /** Puts in a text that came from elsewhere. One of the editor's own that comes back late does not undo what was typed since. */
  takeIn(text: string): void;
  /** Tells of each change of the user's. What `read` gives counts as given out: see `takeIn`. */
  onTyped(listener: (change: ContentChange, model: TextModel, read: () => string) => void): void;
  /** Ends with the editor. */
  keep(...disposables: Disposable[]): void;
  dispose(): void;
}

/** `isEnterForApp`: whether Ctrl/Cmd+Enter is the window's at this moment; see `leaveKeysToApp`. */
export function createTextEditor(host: HTMLElement, options: EditorOptions, isEnterForApp?: () => boolean): TextEditor {
  const editor = monaco.editor.create(host, { ...sharedOptions, ...options });
  const kept: Disposable[] = [matchBracketsWhereQuick(editor), { dispose: leaveKeysToApp(host, isEnterForApp) }];
  const echo = new OwnEcho();
  let isTakingIn = false;

  function remember(): void {
    const model = editor.getModel();
    if (model !== null) rememberViewState(model.uri.toString(), editor.saveViewState());
  }

  return {
    monaco: editor,
    show(uri, text, language) {
      const model = openTextModel(uri, text, language);
      if (editor.getModel() === model) return model;
      remember();
      editor.setModel(model);
      const state = viewStateOf(uri);
      if (state) editor.restoreViewState(state);
      return model;
    },
    takeIn(text) {
      const model = editor.getModel();
      if (model === null) return;
      if (echo.take(text) && textOfModel(model) !== text) return;
      echo.clear();
      isTakingIn = true;
      replaceModelText(model, text);
      isTakingIn = false;
    },
    onTyped(listener) {
      const subscription = editor.onDidChangeModelContent((change) => {
        const model = editor.getModel();
        if (isTakingIn || model === null) return;
        listener(change, model, () => {
          const text = textOfModel(model);
          echo.give(text);
          return text;
        });
      });
      kept.push(subscription);
    },
    keep(...disposables) {
      kept.push(...disposables);
    },
    dispose() {
      remember();
      for (const disposable of kept) disposable.dispose();
      editor.dispose();
    },
  };
}

const sharedOptions: EditorOptions = {
  model: null,
  automaticLayout: true,
  fontFamily: 'var(--font-mono)',
  fontSize: 12.5,
  lineHeight: 20,
  lineNumbersMinChars: 3,
  glyphMargin: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  tabSize: 2,
  overviewRulerBorder: false,
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  ...suggestionOptions,
  unicodeHighlight: { ambiguousCharacters: false },
  cursorBlinking: 'solid',
  padding: { top: 8, bottom: 8 },
};
