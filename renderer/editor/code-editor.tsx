import { useEffect, useRef } from 'react';
import type { TemplateDiagnostic } from '../../core/contract/index.ts';
import { isFrameBeingMade } from '../ui/frame-being-made.ts';
import { arriveAtAwaitedPlace, caret } from './caret-follow.ts';
import styles from './code-editor.module.css';
import { showDiagnostics } from './diagnostic-markers.ts';
import type { EditorLanguage } from './liquid-languages.ts';
import { monaco } from './monaco.ts';
import { passClosingMark } from './pass-closing-mark.ts';
import { followLiquidNames, suggestionOptions } from './suggestion-list.ts';
import { addTemplateActions } from './template-actions.ts';
import { createTextEditor, type TextEditor } from './text-editor.ts';
import type { TextSource } from './text-source.ts';

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

/** Monaco for templates. */
export function CodeEditor(props: CodeEditorProps) {
  const { uri, source, language, label, diagnostics = noDiagnostics, isReadOnly = false, isSingleLine = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor | null>(null);
  const handlers = useRef(props);
  handlers.current = props;

  // The editor is made once; everything else is pushed into it.
  useEffect(() => {
    if (!host.current) return;
    const made = createTextEditor(
      host.current,
      editorOptions(isSingleLine),
      () => handlers.current.isEnterForApp === true,
    );
    const inside = made.monaco;
    editor.current = made;
    if (!isSingleLine) addTemplateActions(inside);
    made.onTyped((change, _model, read) => {
      followLiquidNames(inside, change);
      const { changes, isUndoing, isRedoing } = change;
      const isBraceTyped = changes.length === 1 && changes[0]?.text === '}' && !isUndoing && !isRedoing;
      // The caret moves only after this event.
      if (isBraceTyped) queueMicrotask(() => passClosingMark(inside));
      handlers.current.onChange?.(read());
    });
    made.keep(
      inside.onDidChangeCursorPosition(({ position }) => {
        if (!inside.hasTextFocus()) return;
        caret.setState({ uri: handlers.current.uri, line: position.lineNumber, column: position.column });
      }),
      inside.onDidFocusEditorText(() => handlers.current.onFocus?.()),
      inside.onDidBlurEditorText(() => handlers.current.onBlur?.()),
    );
    return () => {
      made.dispose();
      editor.current = null;
    };
  }, [isSingleLine]);

  // Swap the model when another field is shown, and take in text that changed elsewhere.
  useEffect(() => {
    const current = editor.current;
    if (!current) return;
    const model = current.show(uri, source.read() ?? '', language);
    if (model.getLanguageId() !== language) monaco.editor.setModelLanguage(model, language);
    // A form is one line, however long it is.
    if (!isSingleLine) current.monaco.updateOptions({ wordWrap: language === 'liquid-form' ? 'on' : 'off' });
    const takeIn = () => {
      const value = source.read();
      // By then another field may be shown.
      if (value !== undefined && current.monaco.getModel() === model) current.takeIn(value);
    };
    takeIn();
    arriveAtAwaitedPlace(uri);
    // A text that changes while a key is handled is taken in when the editor has finished with the key.
    return source.watch(() => queueMicrotask(takeIn));
  }, [uri, source, language, isSingleLine]);

  useEffect(() => {
    editor.current?.monaco.updateOptions({ readOnly: isReadOnly, ariaLabel: label });
  }, [isReadOnly, label]);

  useEffect(() => {
    showDiagnostics(uri, diagnostics);
    // Monaco takes the marks in with a microtask, and paints them in its next frame: too late for one that is being made.
    if (isFrameBeingMade()) queueMicrotask(() => paintNow(editor.current));
  }, [uri, diagnostics]);

  return <div ref={host} className={isSingleLine ? styles.singleLine : styles.editor} data-code-editor={label} />;
}

/** Has an editor paint in the frame that is being made what has changed in it: it must when it is asked for a place. */
function paintNow(editor: TextEditor | null): void {
  editor?.monaco.getOffsetForColumn(1, 1);
}

function editorOptions(
  isSingleLine: boolean,
): import('monaco-editor/editor/editor.api').editor.IStandaloneEditorConstructionOptions {
  const template = {
    renderLineHighlight: 'line',
    // A bracket typed over a selection replaces it, as any letter does. Put around it, it left closing marks behind.
    autoSurround: 'never',
    // Text of the template itself is a string here: nothing in scope could be meant there, and looking costs a frame per key.
    quickSuggestions: { other: true, comments: false, strings: false },
    smoothScrolling: false,
    // It would lie over the code. Fixes are at Ctrl+. and in the hover of what they mend.
    lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  } as const;
  if (!isSingleLine) return template;
  return {
    ...template,
    lineNumbers: 'off',
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
