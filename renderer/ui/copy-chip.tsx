import { Check, Copy } from 'lucide-react';
import { Button } from 'react-aria-components';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import styles from './copy-chip.module.css';
import { useCopy } from './copy-text.ts';
import { Tooltip } from './tooltip.tsx';

interface CopyChipProps {
  /** What is copied, whole. */
  text: string;
  /** What is shown instead, such as a short form. */
  shown?: string;
  /** What is said of the text on hover, where it is not to be seen whole. */
  hover?: string;
  /** What it is, such as "run id". */
  what: string;
}

/** An id or hash: one click copies all of it. */
export function CopyChip({ text, shown = text, hover = text, what }: CopyChipProps) {
  const { isCopied, copy } = useCopy();
  const Icon = isCopied ? Check : Copy;
  return (
    <Tooltip text={isCopied ? ui.copied : `${ui.copyValue(what)}: ${hover}`}>
      <Button
        className={classNames(styles.chip)}
        aria-label={`${what} ${shown}. ${ui.copy}`}
        onPress={() => copy(text)}
      >
        <span className={styles.text}>{shown}</span>
        <Icon size="0.75rem" aria-hidden="true" className={styles.icon} />
      </Button>
    </Tooltip>
  );
}

/** A SHA-256 in hex, shortened. */
export function HashChip({ sha256 }: { sha256: string }) {
  return <CopyChip text={sha256} shown={`sha256 ${sha256.slice(0, 8)}…`} what="SHA-256" />;
}
