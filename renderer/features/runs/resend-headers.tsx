import type { Resendable } from '../../../core/contract/index.ts';
import { resend as words } from '../../strings/resend.ts';
import { KeyValueGrid } from '../../ui/key-value-grid.tsx';
import styles from './resend.module.css';
import { type ResendDraft, type ResendProblems, shownHeaders, signatureOf, withHeaders } from './resend-draft.ts';

interface ResendHeadersProps {
  draft: ResendDraft;
  basis: Resendable;
  problems: ResendProblems;
  onChange: (draft: ResendDraft) => void;
}

/** The headers that can be edited, and what is written only when it is sent. */
export function ResendHeaders({ draft, basis, problems, onChange }: ResendHeadersProps) {
  const { signing } = basis;
  const isAfresh = signatureOf(draft, basis) !== 'as-sent';
  return (
    <div className={styles.headers}>
      <KeyValueGrid
        label={words.headers}
        keyHeader={words.headerName}
        valueHeader={words.headerValue}
        rows={shownHeaders(draft, basis)}
        errorAt={(index) => problems.headers.get(index)}
        onChange={(rows) => onChange(withHeaders(draft, basis, rows))}
      />
      {isAfresh && signing.isPossible && signing.schemeName !== null ? (
        <div className={styles.made}>
          <h3>{words.madeAtSending}</h3>
          <p className={styles.muted}>{words.madeBy(signing.schemeName, signing.keyFingerprint)}</p>
          <ul className={styles.madeNames}>
            {[
              ...signing.makes.headers,
              ...signing.makes.query.map(words.madeQuery),
              ...signing.makes.bodyFields.map(words.madeField),
            ].map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <p className={styles.muted}>{words.writtenByClient}</p>
    </div>
  );
}
