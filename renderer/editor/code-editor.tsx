import { useEffect, useRef } from 'react';
import type { TemplateDiagnostic } from '../../core/contract/index.ts';
import { isFrameBeingMade } from '../ui/frame-being-made.ts';
import { matchBracketsWhereQuick } from './bracket-matching.ts';
import { arriveAtAwaitedPlace, caret } from './caret-follow.ts';
import styles from './code-editor.module.css';
import { showDiagnostics } from './diagnostic-markers.ts';
import { leaveKeysToApp } from './leave-to-app.ts';
import type { EditorLanguage } from './liquid-languages.ts';
import { monaco } from './monaco.ts';
import './set-up-editor.ts';
import { OwnEcho } from './own-echo.ts';
import { passClosingMark } from './pass-closing-mark.ts';
import { followLiquidNames, suggestionOptions } from './suggestion-list.ts';
import { addTemplateActions } from './template-actions.ts';
import { openTextModel, rememberViewState, replaceModelText, textOfModel, viewStateOf } from './text-models.ts';
import type { TextSource } from './text-source.ts';

type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

export interface CodeEditorProps {
  /** From `textModelUri`; another URI swaps the model and keeps the editor. */
  uri: string;
  source: TextSource;
  language: EditorLanguage;
  label: string;
  onChange?: (value: string) => void;
  diagnostics?: readonly TemplateDiagnostic[];
  isReadOnly?: boolean;
  /** One line, as tall as a text field: for URLs and keys. */
  isSingleLine?: boolean;
  /** Ctrl/Cmd+Enter does what it does outside of editors, such as to send. */
  isEnterForApp?: boolean;
  onFocus?: () => void;
  onBlur?: () => void;
}

const noDiagnostics: readonly TemplateDiagnostic[] = [];

/** The one wrapper around Monaco. The text model outlives the component: see `text-models.ts`. */
export function CodeEditor(props: CodeEditorProps) {
  const { uri, source, language, label, diagnostics = noDiagnostics, isReadOnly = false, isSingleLine = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<StandaloneEditor | null>(null);
  const handlers = useRef(props);
  handlers.current = props;
  const echo = useRef(new OwnEcho());
  const isTakingIn = useRef(false);

  // The editor is made once; everything else is pushed into it.
  useEffect(() => {
    if (!host.current) return;
    const made = monaco.editor.create(host.current, editorOptions(isSingleLine));
    const giveBackKeys = leaveKeysToApp(host.current, () => handlers.current.isEnterForApp === true);
    editor.current = made;
    if (!isSingleLine) addTemplateActions(made);
    const subscriptions = [
      matchBracketsWhereQuick(made),
      made.onDidChangeModelContent((event) => {
        if (isTakingIn.current) return;
        followLiquidNames(made, event);
        const { changes, isUndoing, isRedoing } = event;
        const isBraceTyped = changes.length === 1 && changes[0]?.text === '}' && !isUndoing && !isRedoing;
        // The caret moves only after this event.
        if (isBraceTyped) queueMicrotask(() => passClosingMark(made));
        const model = made.getModel();
        if (model === null) return;
        const text = textOfModel(model);
        echo.current.give(text);
        handlers.current.onChange?.(text);
      }),
      made.onDidChangeCursorPosition(({ position }) => {
        if (!made.hasTextFocus()) return;
        caret.setState({ uri: handlers.current.uri, line: position.lineNumber, column: position.column });
      }),
      made.onDidFocusEditorText(() => handlers.current.onFocus?.()),
      made.onDidBlurEditorText(() => handlers.current.onBlur?.()),
    ];
    return () => {
      rememberViewState(handlers.current.uri, made.saveViewState());
      for (const subscription of subscriptions) subscription.dispose();
      giveBackKeys();
      made.dispose();
      editor.current = null;
    };
  }, [isSingleLine]);

  // Swap the model when another field is shown, and take in text that changed elsewhere.
  useEffect(() => {
    const current = editor.current;
    if (!current) return;
    const model = openTextModel(uri, source.read() ?? '', language);
    if (current.getModel() !== model) {
      const previous = current.getModel();
      if (previous) rememberViewState(previous.uri.toString(), current.saveViewState());
      current.setModel(model);
      const state = viewStateOf(uri);
      if (state) current.restoreViewState(state);
    }
    if (model.getLanguageId() !== language) monaco.editor.setModelLanguage(model, language);
    // A form is one line, however long it is.
    if (!isSingleLine) current.updateOptions({ wordWrap: language === 'liquid-form' ? 'on' : 'off' });
    const takeIn = () => {
      const value = source.read();
      if (value === undefined || model.isDisposed()) return;
      if (echo.current.take(value) && textOfModel(model) !== value) return;
      echo.current.clear();
      isTakingIn.current = true;
      replaceModelText(model, value);
      isTakingIn.current = false;
    };
    takeIn();
    arriveAtAwaitedPlace(uri);
    // A text that changes while a key is handled is taken in when the editor has finished with the key.
    return source.watch(() => queueMicrotask(takeIn));
  }, [uri, source, language, isSingleLine]);

  useEffect(() => {
    editor.current?.updateOptions({ readOnly: isReadOnly, ariaLabel: label });
  }, [isReadOnly, label]);

  useEffect(() => {
    showDiagnostics(uri, diagnostics);
    // Monaco takes the marks in with a microtask, and paints them in its next frame: too late for one that is being made.
    if (isFrameBeingMade()) queueMicrotask(() => paintNow(editor.current));
  }, [uri, diagnostics]);

  return <div ref={host} className={isSingleLine ? styles.singleLine : styles.editor} data-code-editor={label} />;
}

/** Has an editor paint in the frame that is being made what has changed in it: it must when it is asked for a place. */
function paintNow(editor: StandaloneEditor | null): void {
  editor?.getOffsetForColumn(1, 1);
}

function editorOptions(
  isSingleLine: boolean,
): import('monaco-editor/editor/editor.api').editor.IStandaloneEditorConstructionOptions {
  const shared = {
    model: null,
    automaticLayout: true,
    fontFamily: 'var(--font-mono)',
    fontSize: 12.5,
    lineHeight: 20,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: 'line',
    fixedOverflowWidgets: true,
    tabSize: 2,
    // A bracket typed over a selection replaces it, as any letter does. Put around it, it left closing marks behind.
    autoSurround: 'never',
    overviewRulerBorder: false,
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    // Text of the template itself is a string here: nothing in scope could be meant there, and looking costs a frame per key.
    quickSuggestions: { other: true, comments: false, strings: false },
    ...suggestionOptions,
    unicodeHighlight: { ambiguousCharacters: false },
    smoothScrolling: false,
    cursorBlinking: 'solid',
    // It would lie over the code. Fixes are at Ctrl+. and in the hover of what they mend.
    lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
    padding: { top: 8, bottom: 8 },
  } as const;
  if (!isSingleLine) return { ...shared, lineNumbersMinChars: 3, folding: true, glyphMargin: false };
  return {
    ...shared,
    lineNumbers: 'off',
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 8,
    lineNumbersMinChars: 0,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    scrollbar: { vertical: 'hidden', horizontal: 'hidden', alwaysConsumeMouseWheel: false },
    wordWrap: 'off',
    // No line can be broken: Enter is free to take the first entry.
    suggest: { ...suggestionOptions.suggest, selectionMode: 'always' },
    // The Tab key goes on to the next field of the form.
    tabFocusMode: true,
    renderLineHighlight: 'none',
    padding: { top: 4, bottom: 4 },
    find: { addExtraSpaceOnTop: false, autoFindInSelection: 'never', seedSearchStringFromSelection: 'never' },
  };
}
