import { TriangleAlert } from 'lucide-react';
import type { SignatureScheme } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './lab.module.css';
import { PlaceholderText } from './placeholder-text.tsx';
import type { LabScheme } from './scheme-groups.ts';
import { SourceLink } from './source-link.tsx';

/** Everything about one scheme: the rule, the key, the clock, where it is written, what its libraries do. */
export function SchemePage({ lab: { scheme, facts } }: { lab: LabScheme }) {
  const sent = [
    ...scheme.headers,
    ...(scheme.query ?? []).map(({ name, value }) => ({ name: signatures.inQuery(name), value })),
    ...(scheme.bodyFields ?? []).map(({ path, value }) => ({ name: signatures.inBody(path), value })),
  ];
  return (
    <div className={classNames(styles.page, styles.stack, styles.narrow)}>
      <dl className={styles.facts}>
        {facts === null ? null : (
          <>
            <dt>{signatures.inWords}</dt>
            <dd>{facts.words}</dd>
          </>
        )}
        <dt>{signatures.sends}</dt>
        <dd>
          <ul className={styles.list}>
            {sent.map(({ name, value }) => (
              <li key={`${name} ${value}`} className={styles.mono}>
                {name}: <PlaceholderText text={value} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>{signatures.signedContent}</dt>
        <dd>
          {scheme.algorithm === 'token' ? (
            signatures.signsNothing
          ) : (
            <span className={styles.mono}>
              <PlaceholderText text={scheme.signedContent} />
            </span>
          )}
        </dd>
        <dt>{signatures.algorithm}</dt>
        <dd>
          <span className={styles.mono}>{scheme.algorithm}</span>, {scheme.encoding}
        </dd>
        <dt>{signatures.keyForm}</dt>
        <dd>{facts === null ? scheme.key.decoding : (signatures.keyForms[facts.keyForm] ?? facts.keyForm)}</dd>
        <dt>{signatures.tolerance}</dt>
        <dd>{toleranceWords(scheme)}</dd>
        <dt>{signatures.rotation}</dt>
        <dd>{rotationWords(scheme)}</dd>
        {facts === null ? null : (
          <>
            <dt>{signatures.confirmed}</dt>
            <dd>{signatures.confirmedBy[facts.confirmedBy]}</dd>
            {facts.verifier === null ? null : (
              <>
                <dt>{signatures.verifier}</dt>
                <dd className={styles.mono}>{facts.verifier}</dd>
              </>
            )}
          </>
        )}
        {scheme.source === '' ? null : (
          <>
            <dt>{signatures.source}</dt>
            <dd>
              <SourceLink url={scheme.source} />
            </dd>
          </>
        )}
      </dl>
      {facts === null ? null : (
        <section className={styles.card}>
          <h3>{signatures.warnings}</h3>
          {facts.warnings.length === 0 ? <p className={styles.muted}>{signatures.noWarnings}</p> : null}
          <ul className={styles.list}>
            {facts.warnings.map(({ code, sentence, matters }) => (
              <li key={code} className={styles.warning}>
                <TriangleAlert size="1rem" aria-hidden="true" />
                <div>
                  {sentence} <span className={styles.muted}>{matters}</span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function toleranceWords({ timestamp }: SignatureScheme): string {
  if (timestamp === null) return signatures.toleranceNone;
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const oldest = past === null ? signatures.tolerancePastAny : signatures.tolerancePast(past);
  const newest = future === null ? signatures.toleranceFutureAny : signatures.toleranceFuture(future);
  return `${signatures.stampUnits[unit]}, ${oldest}, ${newest}`;
}

function rotationWords({ headers, signatureSeparator }: SignatureScheme): string {
  if (headers.some(({ forKey }) => forKey === 'previous')) return signatures.rotationHeaders;
  return signatureSeparator === null ? signatures.rotationNone : signatures.rotationList;
}
