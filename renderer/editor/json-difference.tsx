import { useEffect, useRef } from 'react';
import styles from './code-editor.module.css';
import { leaveKeysToApp } from './leave-to-app.ts';
import { monaco } from './monaco.ts';
import './set-up-editor.ts';

type DiffEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneDiffEditor;

interface JsonDifferenceProps {
  before: string;
  after: string;
  label: string;
  /** Side by side needs room; else changes stand among each other. */
  isSideBySide: boolean;
}

/** Two JSON texts with what differs marked; nothing in it can be changed. */
export function JsonDifference({ before, after, label, isSideBySide }: JsonDifferenceProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<DiffEditor | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const made = monaco.editor.createDiffEditor(host.current, {
      automaticLayout: true,
      readOnly: true,
      originalEditable: false,
      fontFamily: 'var(--font-mono)',
      fontSize: 12.5,
      lineHeight: 20,
      lineNumbersMinChars: 3,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderOverviewRuler: false,
      renderGutterMenu: false,
      hideUnchangedRegions: { enabled: true },
      guides: { indentation: false },
      bracketPairColorization: { enabled: false },
      padding: { top: 8, bottom: 8 },
    });
    const giveBackKeys = leaveKeysToApp(host.current);
    editor.current = made;
    return () => {
      giveBackKeys();
      const model = made.getModel();
      made.dispose();
      model?.original.dispose();
      model?.modified.dispose();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const previous = editor.current?.getModel();
    editor.current?.setModel({
      original: monaco.editor.createModel(before, 'json'),
      modified: monaco.editor.createModel(after, 'json'),
    });
    previous?.original.dispose();
    previous?.modified.dispose();
  }, [before, after]);

  useEffect(() => {
    editor.current?.updateOptions({ renderSideBySide: isSideBySide, ariaLabel: label });
  }, [isSideBySide, label]);

  return <div ref={host} className={styles.editor} data-code-editor={label} />;
}
