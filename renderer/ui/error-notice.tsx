import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandError } from '../../core/contract/index.ts';
import { ui } from '../strings/ui.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './error-notice.module.css';
import { withNamesIsolated } from './isolated-names.ts';

interface ErrorNoticeProps {
  /** What was being done, such as "The list of projects could not be read". */
  title: string;
  /** An engine's refusal: its message says what, where and what to do. */
  error: Pick<CommandError, 'message' | 'code' | 'details'>;
  /** Such as a button to try again. */
  actions?: ReactNode;
}

/**
 * A failed operation, where it belongs: what, where, what to do; the technical part folded, with Copy, where it says more than that.
 */
export function ErrorNotice({ title, error, actions }: ErrorNoticeProps) {
  return (
    <div role="alert" className={styles.notice}>
      <CircleAlert size="1rem" aria-hidden="true" className={styles.icon} />
      <div className={styles.body}>
        <strong className={styles.title}>{title}</strong>
        <p>{withNamesIsolated(error.message)}</p>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
        {error.details === null ? null : (
          <TechnicalDetails text={`${error.code}\n${error.message}\n${error.details}`} />
        )}
      </div>
    </div>
  );
}

function TechnicalDetails({ text }: { text: string }) {
  return (
    <details className={styles.details}>
      <summary>{ui.technicalDetails}</summary>
      <pre>{text}</pre>
      <CopyButton text={text} label={ui.copyDetails} />
    </details>
  );
}
