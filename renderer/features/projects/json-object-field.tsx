import type { JsonObject } from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { TextField } from '../../ui/text-field.tsx';
import { readJsonObject } from './json-object-text.ts';

interface JsonObjectFieldProps {
  /** Where text that is not valid yet is remembered: the tab, and a name of its own in it. */
  memory: { tabId: string; name: string };
  label: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  rows: number;
  hint?: string;
  error?: string | undefined;
}

/** A JSON object as text. What is typed stays as typed; only valid text changes the value. */
export function JsonObjectField({ memory, label, value, onChange, rows, hint, error }: JsonObjectFieldProps) {
  const [typed, setTyped] = useTabState<{ text: string; value: string } | null>(memory.tabId, memory.name, null);
  const storedText = JSON.stringify(value, null, 2);
  // Typed text counts as long as it stands for the value there is: a change from elsewhere shows at once.
  const text = typed !== null && typed.value === storedText ? typed.text : storedText;
  const read = readJsonObject(text);
  const change = (next: string): void => {
    const parsed = readJsonObject(next);
    setTyped({ text: next, value: parsed.ok ? JSON.stringify(parsed.value, null, 2) : storedText });
    if (parsed.ok) onChange(parsed.value);
  };
  return (
    <TextField
      label={label}
      value={text}
      isMono
      rows={rows}
      hint={hint}
      error={read.ok ? error : read.message}
      onChange={change}
    />
  );
}
