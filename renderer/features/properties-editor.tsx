import { useState } from 'react';
import { type CommandError, exactProperties, type JsonObject, writeExactJson } from '../../core/contract/index.ts';
import { useApp } from '../stores/app-context.tsx';
import { toCommandError } from '../stores/command-failure.ts';
import { useTabState } from '../stores/use-tab-state.ts';
import { projects as words } from '../strings/projects.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { readJsonObject } from './json-object-text.ts';
import styles from './properties-editor.module.css';

interface PropertiesEditorProps {
  /** Where text that is not saved yet is remembered: the tab, and a name of its own in it. */
  memory: { tabId: string; name: string };
  title: string;
  hint?: string;
  properties: JsonObject | null;
  /** As stored, where the value alone loses digits. */
  propertiesText: string | undefined;
  /** For the undo list. */
  label: string;
  /** Whether the text `null` is allowed. */
  isNullable?: boolean;
  write: (properties: JsonObject | null) => Promise<void>;
}

/** Properties as JSON text; saved when the field is left and the text is valid. */
export function PropertiesEditor({
  memory,
  title,
  hint,
  properties,
  propertiesText,
  label,
  isNullable = false,
  write,
}: PropertiesEditorProps) {
  const app = useApp();
  const stored = exactProperties({ properties, propertiesText });
  const storedText = writeExactJson(stored, 2);
  const [typed, setTyped] = useTabState<string | null>(memory.tabId, memory.name, null);
  const [failure, setFailure] = useState<CommandError | null>(null);
  const text = typed ?? storedText;
  const isNull = isNullable && text.trim() === 'null';
  const read = readJsonObject(text);
  const save = async (): Promise<void> => {
    if (typed === null || (!isNull && !read.ok)) return;
    const next = isNull ? null : read.ok ? read.value : null;
    if (writeExactJson(next, 2) === storedText) return setTyped(null);
    try {
      await app.history.perform({ label, redo: () => write(next), undo: () => write(stored) });
      setTyped(null);
      setFailure(null);
    } catch (cause) {
      setFailure(toCommandError(cause));
    }
  };
  return (
    <div className={styles.editor}>
      {failure === null ? null : <ErrorNotice title={words.saveFailed} error={failure} />}
      <TextField
        label={title}
        value={text}
        isMono
        rows={Math.min(24, text.split('\n').length + 1)}
        hint={hint}
        error={isNull || read.ok ? undefined : read.message}
        onChange={setTyped}
        onBlur={() => void save()}
      />
    </div>
  );
}
