import { useCallback, useState } from 'react';

/** Names the field whose text cannot be read, or can again. */
export type NoteUnreadable = (field: 'event' | 'recipients' | 'actor', isUnreadable: boolean) => void;

/** Whether a field says something else than what is kept: nothing may be run or saved meanwhile. */
export function useUnreadable(): { isUnreadable: boolean; noteUnreadable: NoteUnreadable } {
  const [fields, setFields] = useState<readonly string[]>([]);
  const noteUnreadable = useCallback<NoteUnreadable>((field, isUnreadable) => {
    setFields((before) => {
      if (before.includes(field) === isUnreadable) return before;
      return isUnreadable ? [...before, field] : before.filter((other) => other !== field);
    });
  }, []);
  return { isUnreadable: fields.length > 0, noteUnreadable };
}
