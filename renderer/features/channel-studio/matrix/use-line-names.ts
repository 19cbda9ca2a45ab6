import { useMemo } from 'react';
import { useDocumentList } from '../../../stores/use-document.ts';
import type { MatrixLine } from './matrix.ts';

/** What a line's channel is called; a step's request by its key, `workflow/ref`. */
export function useLineNames(): (line: MatrixLine) => string {
  const channels = useDocumentList('channel');
  return useMemo(() => {
    const names = new Map(channels.map(({ key, value }) => [key, value.name]));
    return ({ document: { kind, key } }) => (kind === 'channel' ? (names.get(key) ?? key) : key);
  }, [channels]);
}
