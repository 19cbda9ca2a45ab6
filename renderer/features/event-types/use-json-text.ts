import { useCallback, useEffect, useMemo, useRef } from 'react';
import { type JsonObject, shownJson, typedTextOf } from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { markOfText, readTypedObject } from './typed-object.ts';

/** A type, for the session's sake. */
type KeptText = { text: string; mark: string };

interface JsonTextOptions {
  tabId: string;
  /** Under which name text that cannot be saved is remembered with the tab. */
  name: string;
  value: JsonObject;
  /** As it was typed, when the value alone does not say it. */
  text: string | undefined;
  onChange(value: JsonObject, text: string | undefined): void;
}

/** Past this, reading the text at every key would be felt. */
const immediateLimit = 200_000;
const pauseMs = 400;
/** A text of megabytes takes a second to save: longer pauses make fewer of them. */
const longLimit = 2_000_000;
const longPauseMs = 1500;

/**
 * JSON as it is typed. What can be read goes to the document at once, spelled as typed; what cannot is remembered with
 * the tab, and the document keeps its last good value. A change from elsewhere shows at once.
 */
export function useJsonText({ tabId, name, value, text, onChange }: JsonTextOptions) {
  const [kept, setKept] = useTabState<KeptText | null>(tabId, `json:${name}`, null);
  const pending = useRef<(() => string) | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stored = shownJson(value, text);
  const latest = useRef({ stored, onChange, setKept });
  latest.current = { stored, onChange, setKept };

  const commit = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (pending.current === null) return;
    const typed = pending.current();
    pending.current = null;
    const read = readTypedObject(typed);
    const now = latest.current;
    if (read === null) {
      now.setKept({ text: typed, mark: markOfText(now.stored) });
      return;
    }
    const spelled = typedTextOf(typed, read);
    const next = shownJson(read, spelled);
    // Blanks at the ends are not stored, and stay in the editor.
    now.setKept(typed === next ? null : { text: typed, mark: markOfText(next) });
    if (next !== now.stored) now.onChange(read, spelled);
  }, []);

  const edit = useCallback(
    (read: () => string, length: number): void => {
      pending.current = read;
      if (length <= immediateLimit) commit();
      else {
        if (timer.current !== null) clearTimeout(timer.current);
        timer.current = setTimeout(commit, length > longLimit ? longPauseMs : pauseMs);
      }
    },
    [commit],
  );
  useEffect(() => commit, [commit]);

  const isKept = kept !== null && kept.mark === markOfText(stored);
  const shown = pending.current?.() ?? (isKept ? kept.text : stored);
  return { shown, edit, commit };
}

/** Whether what is typed there is no JSON object, so that the document has an older one: `stored`, as it is shown. */
export function useIsUnreadable(tabId: string, name: string, stored: string): boolean {
  const [kept] = useTabState<KeptText | null>(tabId, `json:${name}`, null);
  return useMemo(
    () => kept !== null && kept.mark === markOfText(stored) && readTypedObject(kept.text) === null,
    [kept, stored],
  );
}
