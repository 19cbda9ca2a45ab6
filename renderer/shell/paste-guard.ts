import { frame } from '../strings/frame.ts';

/** More than any name, URL or secret has. The page would lay out all of it in one line, which takes seconds. */
export const longestLine = 100_000;

/** Keeps texts of megabytes out of fields of one line, and says so; editors and areas of text take them. */
export function guardPaste(document: Document, tell: (sentence: string) => void): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const length = event.clipboardData?.getData('text').length ?? 0;
    if (length <= longestLine) return;
    event.preventDefault();
    event.stopPropagation();
    tell(frame.pasteTooLong(length.toLocaleString('en'), longestLine.toLocaleString('en')));
  };
  document.addEventListener('paste', onPaste, true);
  return () => document.removeEventListener('paste', onPaste, true);
}
