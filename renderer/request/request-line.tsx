import type { ReactNode } from 'react';
import { ExactText } from '../ui/exact-text.tsx';
import { FoldedText } from '../ui/folded-text.tsx';
import styles from './request.module.css';
import { useSecretMask } from './secret-mask.tsx';

interface RequestLineProps {
  method: string;
  /** Or a path with its query. */
  url: string;
  /** How many are shown of a long one. */
  lines?: number;
  /** The URL in another form, such as tied to what printed it. */
  children?: ReactNode;
}

/** `POST https://…`: every character, secrets masked; of a long URL its first lines until the whole is asked for. */
export function RequestLine({ method, url, lines, children }: RequestLineProps) {
  const mask = useSecretMask();
  return (
    <FoldedText text={url} lines={lines} className={styles.line}>
      <strong>{method}</strong> {children ?? <ExactText text={mask(url)} />}
    </FoldedText>
  );
}
