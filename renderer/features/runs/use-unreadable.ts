import { useCallback, useRef } from 'react';
import { useTabState } from '../../stores/use-tab-state.ts';

/** What is typed in a field and cannot be read; `stored` is what was kept meanwhile. A type, for the session's sake. */
export type UnreadableText = { text: string; stored: string };

export type UnreadableField = 'event' | 'recipients' | 'actor' | 'perSecond';

/** Tells what cannot be read in the field; null = nothing (any more). */
export type NoteUnreadable = (field: UnreadableField, text: UnreadableText | null) => void;

export type UnreadableTexts = Readonly<Record<string, UnreadableText>>;

const none: Record<string, UnreadableText> = {};

/** Under which name the tab remembers the texts. */
export const unreadableName = 'unreadable';

/**
 * Texts of fields that say something else than what is kept: nothing may be run or saved meanwhile. They stay with the
 * tab, so that they are still there after a look at another one.
 */
export function useUnreadable(tabId: string) {
  const [texts, setTexts] = useTabState<Record<string, UnreadableText>>(tabId, unreadableName, none);
  // Two fields may tell before this renders again.
  const now = useRef(texts);
  now.current = texts;
  const noteUnreadable = useCallback<NoteUnreadable>(
    (field, text) => {
      const next = withText(now.current, field, text);
      if (next === now.current) return;
      now.current = next;
      setTexts(next);
    },
    [setTexts],
  );
  return { unreadable: texts as UnreadableTexts, isUnreadable: Object.keys(texts).length > 0, noteUnreadable };
}

/** The same object when nothing changes. */
export function withText(
  texts: Record<string, UnreadableText>,
  field: UnreadableField,
  text: UnreadableText | null,
): Record<string, UnreadableText> {
  const before = texts[field];
  if (text === null) {
    if (before === undefined) return texts;
    const { [field]: _read, ...others } = texts;
    return others;
  }
  return before?.text === text.text && before.stored === text.stored ? texts : { ...texts, [field]: text };
}
