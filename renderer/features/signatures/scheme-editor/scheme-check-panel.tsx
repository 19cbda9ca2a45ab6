import { CircleAlert, CircleCheck } from 'lucide-react';
import { HeaderList } from '../../../request/header-list.tsx';
import { RequestLine } from '../../../request/request-line.tsx';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { classNames } from '../../../ui/class-names.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import styles from '../lab.module.css';
import { SdkWarnings } from '../sdk-warnings.tsx';
import editorStyles from './scheme-editor.module.css';
import type { SchemeCheckState } from './use-scheme-check.ts';

/** The scheme in words, its problems, and a sample that it signed: as it stands in the form. */
export function SchemeCheckPanel({ state }: { state: SchemeCheckState }) {
  const { check, isCurrent, isReadable, error } = state;
  return (
    <section className={styles.stack} aria-label={words.check}>
      <h3>{words.check}</h3>
      {isReadable ? null : (
        <p role="status" className={styles.muted}>
          {words.checkWait}
        </p>
      )}
      {error === null ? null : <ErrorNotice title={words.checkFailed} error={error} />}
      {check === null ? null : (
        <div className={classNames(styles.stack, !isCurrent && editorStyles.stale)} aria-busy={!isCurrent}>
          <section className={styles.card}>
            <h4>{words.checkWords}</h4>
            <p>{check.words}</p>
          </section>
          {check.problems.length === 0 ? null : (
            <section className={styles.card}>
              <h4>{words.checkProblems(check.problems.length)}</h4>
              <ul className={styles.list}>
                {check.problems.map(({ field, message }) => (
                  <li key={`${field} ${message}`} className={classNames(styles.warning, styles.error)}>
                    <CircleAlert size="1rem" aria-hidden="true" />
                    <span>{message}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {check.sample === null ? null : <SampleCard sample={check.sample} />}
          <SdkWarnings warnings={check.warnings} />
        </div>
      )}
    </section>
  );
}

type Sample = NonNullable<NonNullable<SchemeCheckState['check']>['sample']>;

function SampleCard({ sample: { signed, verification, tampered } }: { sample: Sample }) {
  return (
    <section className={styles.card}>
      <h4>{words.checkSample}</h4>
      <p className={verification.isValid ? styles.good : classNames(styles.warning, styles.error)}>
        {verification.isValid ? (
          <CircleCheck size="1rem" aria-hidden="true" />
        ) : (
          <CircleAlert size="1rem" aria-hidden="true" />
        )}
        <span>{verification.isValid ? words.checkValid : `${words.checkNotValid} ${verification.message}`}</span>
      </p>
      {tampered === null ? null : (
        <p className={tampered.isValid ? styles.warning : styles.muted}>
          {tampered.isValid ? <CircleAlert size="1rem" aria-hidden="true" /> : null}
          <span>{tampered.isValid ? words.checkTamperedAccepted : words.checkTampered}</span>
        </p>
      )}
      <RequestLine method={signed.method} url={signed.url} />
      <HeaderList headers={signed.headers} />
      {signed.body.length === 0 ? null : <pre className={styles.code}>{new TextDecoder().decode(signed.body)}</pre>}
      {signed.signature === null || signed.signature.signedContent.length === 0 ? null : (
        <>
          <h4>{words.checkContent}</h4>
          <pre className={styles.code}>{new TextDecoder().decode(signed.signature.signedContent)}</pre>
        </>
      )}
    </section>
  );
}
