import { useEffect, useRef } from 'react';
import type { JsonFinding, TextPlace } from '../../core/contract/index.ts';
import { matchBracketsWhereQuick } from './bracket-matching.ts';
import { arriveAtAwaitedPlace } from './caret-follow.ts';
import styles from './code-editor.module.css';
import { setJsonSchema, typedJson } from './json-service.ts';
import { monaco } from './monaco.ts';
import './set-up-editor.ts';
import { OwnEcho } from './own-echo.ts';
import { followJsonNames, suggestionOptions } from './suggestion-list.ts';
import { openTextModel, rememberViewState, replaceModelText, viewStateOf } from './text-models.ts';

type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

export interface JsonEditorProps {
  /** From `textModelUri`; another URI swaps the model and keeps the editor. */
  uri: string;
  value: string;
  label: string;
  /** Drives completion and hover; null = nothing is known. */
  schema: object | null;
  findings?: readonly JsonFinding[];
  /** Told for each change; asking for a text of megabytes costs milliseconds. */
  onChange?: (read: () => string, length: number) => void;
  onBlur?: () => void;
  isReadOnly?: boolean;
  /** Brought into view and selected when it changes; `turn` asks for the same place again. */
  reveal?: { place: TextPlace; turn: number } | null;
}

const noFindings: readonly JsonFinding[] = [];
const owner = 'hookbench-json';

/** Monaco for JSON that follows a schema. The text model outlives the component: see `text-models.ts`. */
export function JsonEditor(props: JsonEditorProps) {
  const { uri, value, label, schema, findings = noFindings, isReadOnly = false, reveal = null } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<StandaloneEditor | null>(null);
  const handlers = useRef(props);
  handlers.current = props;
  const echo = useRef(new OwnEcho());
  /** Text that is put in from outside is no change of the user's. */
  const isTakingIn = useRef(false);

  useEffect(() => {
    if (!host.current) return;
    const made = monaco.editor.create(host.current, editorOptions);
    editor.current = made;
    const subscriptions = [
      matchBracketsWhereQuick(made),
      made.onDidChangeModelContent((event) => {
        const model = made.getModel();
        if (isTakingIn.current || model === null) return;
        followJsonNames(made, event);
        const read = (): string => {
          const text = model.getValue();
          echo.current.give(text);
          return text;
        };
        handlers.current.onChange?.(read, model.getValueLength());
      }),
      made.onDidBlurEditorText(() => handlers.current.onBlur?.()),
    ];
    return () => {
      rememberViewState(handlers.current.uri, made.saveViewState());
      for (const subscription of subscriptions) subscription.dispose();
      made.dispose();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const current = editor.current;
    if (!current) return;
    const model = openTextModel(uri, value, typedJson);
    if (current.getModel() !== model) {
      const previous = current.getModel();
      if (previous) rememberViewState(previous.uri.toString(), current.saveViewState());
      current.setModel(model);
      const state = viewStateOf(uri);
      if (state) current.restoreViewState(state);
    }
    // A text of the editor's own that comes back late must not undo what was typed since.
    if (echo.current.take(value) && model.getValue() !== value) return;
    echo.current.clear();
    isTakingIn.current = true;
    replaceModelText(model, value);
    isTakingIn.current = false;
    arriveAtAwaitedPlace(uri);
  }, [uri, value]);

  useEffect(() => {
    setJsonSchema(uri, schema);
    return () => setJsonSchema(uri, null);
  }, [uri, schema]);

  useEffect(() => {
    editor.current?.updateOptions({ readOnly: isReadOnly, ariaLabel: label });
  }, [isReadOnly, label]);

  useEffect(() => showFindings(uri, findings), [uri, findings]);

  useEffect(() => {
    const current = editor.current;
    if (reveal === null || !current) return;
    const { line, column, endLine, endColumn } = reveal.place;
    const range = new monaco.Range(line, column, endLine, endColumn);
    current.revealRangeInCenterIfOutsideViewport(range);
    current.setSelection(range);
    current.focus();
  }, [reveal]);

  return <div ref={host} className={styles.editor} data-code-editor={label} />;
}

function showFindings(uri: string, findings: readonly JsonFinding[]): void {
  const model = monaco.editor.getModel(monaco.Uri.parse(uri));
  if (!model) return;
  const { Error: error, Warning: warning } = monaco.MarkerSeverity;
  const markers = findings.map(({ severity, message, place }) => ({
    severity: severity === 'error' ? error : warning,
    message,
    startLineNumber: place.line,
    startColumn: place.column,
    endLineNumber: place.endLine,
    endColumn: place.endColumn,
  }));
  monaco.editor.setModelMarkers(model, owner, markers);
}

const editorOptions: import('monaco-editor/editor/editor.api').editor.IStandaloneEditorConstructionOptions = {
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
  quickSuggestions: { other: true, comments: false, strings: true },
  ...suggestionOptions,
  unicodeHighlight: { ambiguousCharacters: false },
  cursorBlinking: 'solid',
  formatOnPaste: false,
  padding: { top: 8, bottom: 8 },
};
