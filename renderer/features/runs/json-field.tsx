import { useEffect, useState } from 'react';
import {
  type JsonObject,
  jsonObjectSchema,
  plainJson,
  readExactJson,
  shownJson,
  typedTextOf,
} from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { jsonProblem } from '../../ui/json-problem.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { UnreadableText } from './use-unreadable.ts';

interface JsonFieldProps {
  label: string;
  value: JsonObject;
  /** As it was typed, when the value alone does not say it. */
  typedText: string | undefined;
  onChange: (value: JsonObject, typedText: string | undefined) => void;
  /** What was typed before and cannot be read, to go on with. */
  unreadable: UnreadableText | undefined;
  onUnreadable: (text: UnreadableText | null) => void;
  className?: string | undefined;
}

/** A JSON object as text. What is typed stays; only text that can be read changes the value. */
export function JsonField({ label, value, typedText, onChange, unreadable, onUnreadable, className }: JsonFieldProps) {
  const stored = shownJson(value, typedText);
  const [typed, setTyped] = useState<UnreadableText | null>(unreadable ?? null);
  const text = typed !== null && typed.stored === stored ? typed.text : stored;
  const read = readObject(text);
  // Something else was stored since: that is what is shown, and what was typed has had its day.
  const isOutdated = unreadable !== undefined && unreadable.stored !== stored;
  useEffect(() => {
    if (isOutdated) onUnreadable(null);
  }, [isOutdated, onUnreadable]);
  const change = (next: string): void => {
    const parsed = readObject(next);
    onUnreadable(parsed.value === null ? { text: next, stored } : null);
    if (parsed.value === null) {
      setTyped({ text: next, stored });
      return;
    }
    const kept = typedTextOf(next, parsed.value);
    setTyped({ text: next, stored: shownJson(parsed.value, kept) });
    onChange(parsed.value, kept);
  };
  return (
    <TextField
      label={label}
      isMono
      rows={Math.min(Math.max(text.split('\n').length, 4), 14)}
      value={text}
      error={read.problem ?? undefined}
      onChange={change}
      className={className}
    />
  );
}

export function readObject(text: string): { value: JsonObject; problem: null } | { value: null; problem: string } {
  try {
    const checked = jsonObjectSchema.safeParse(plainJson(readExactJson(text)));
    return checked.success ? { value: checked.data, problem: null } : { value: null, problem: words.notObject };
  } catch (cause) {
    return { value: null, problem: jsonProblem(text, cause) };
  }
}
