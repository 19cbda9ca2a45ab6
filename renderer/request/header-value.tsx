import type { ReactNode } from 'react';
import { FoldedText } from '../ui/folded-text.tsx';

/** In characters: a shorter value fits into the lines that are shown, however narrow the pane. */
const shortLength = 120;

interface HeaderValueProps {
  value: string;
  /** The value as it is shown. */
  children: ReactNode;
}

/** A header's value: of one of several hundred characters its first lines, until the whole is asked for. */
export function HeaderValue({ value, children }: HeaderValueProps) {
  return value.length <= shortLength ? children : <FoldedText text={value}>{children}</FoldedText>;
}
