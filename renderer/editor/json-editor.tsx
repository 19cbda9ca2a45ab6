import { useEffect, useRef } from 'react';
import type { JsonFinding, TextPlace } from '../../core/contract/index.ts';
import { arriveAtAwaitedPlace } from './caret-follow.ts';
import styles from './code-editor.module.css';
import { setJsonSchema, typedJson } from './json-service.ts';
import { monaco } from './monaco.ts';
import { followJsonNames } from './suggestion-list.ts';
import { createTextEditor, type TextEditor } from './text-editor.ts';

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

/** Monaco for JSON that follows a schema. */
export function JsonEditor(props: JsonEditorProps) {
  const { uri, value, label, schema, findings = noFindings, isReadOnly = false, reveal = null } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor | null>(null);
  const handlers = useRef(props);
  handlers.current = props;

  useEffect(() => {
    if (!host.current) return;
    const made = createTextEditor(host.current, editorOptions);
    editor.current = made;
    made.onTyped((change, model, read) => {
      followJsonNames(made.monaco, change);
      handlers.current.onChange?.(read, model.getValueLength());
    });
    made.keep(made.monaco.onDidBlurEditorText(() => handlers.current.onBlur?.()));
    return () => {
      made.dispose();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const current = editor.current;
    if (!current) return;
    current.show(uri, value, typedJson);
    current.takeIn(value);
    arriveAtAwaitedPlace(uri);
  }, [uri, value]);

  useEffect(() => {
    setJsonSchema(uri, schema);
    return () => setJsonSchema(uri, null);
  }, [uri, schema]);

  useEffect(() => {
    editor.current?.monaco.updateOptions({ readOnly: isReadOnly, ariaLabel: label });
  }, [isReadOnly, label]);

  useEffect(() => showFindings(uri, findings), [uri, findings]);

  useEffect(() => {
    const current = editor.current?.monaco;
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

const editorOptions = {
  quickSuggestions: { other: true, comments: false, strings: true },
  formatOnPaste: false,
} as const;
