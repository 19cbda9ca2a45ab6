import { Copy, Pencil } from 'lucide-react';
import type { SchemeChoice, SignatureScheme } from '../../../core/contract/index.ts';
import { useApp, useIsReadOnly } from '../../stores/app-context.tsx';
import { signatureSchemes } from '../../strings/signature-schemes.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './lab.module.css';
import { duplicateScheme } from './own-scheme-actions.ts';
import { PlaceholderText } from './placeholder-text.tsx';
import { type LabScheme, rotationSupport } from './scheme-groups.ts';
import { SdkWarnings } from './sdk-warnings.tsx';
import { SourceLink } from './source-link.tsx';
import { useSchemeWords } from './use-scheme-words.ts';

/** Everything about one scheme: the rule, the key, the clock, where it is written, what its libraries do. */
export function SchemePage({ lab, choice }: { lab: LabScheme; choice: SchemeChoice }) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const { scheme, facts } = lab;
  const { words, warnings } = useSchemeWords(lab, choice);
  const own = 'own' in lab.choice ? lab.choice.own : null;
  const sent = [
    ...scheme.headers,
    ...(scheme.query ?? []).map(({ name, value }) => ({ name: signatures.inQuery(name), value })),
    ...(scheme.bodyFields ?? []).map(({ path, value }) => ({ name: signatures.inBody(path), value })),
  ];
  return (
    <div className={classNames(styles.page, styles.stack, styles.narrow)}>
      <div className={styles.actionsStart}>
        {own === null ? null : (
          <Button icon={Pencil} onPress={() => app.openTab({ kind: 'signature-scheme', key: own })}>
            {signatureSchemes.edit}
          </Button>
        )}
        <Button icon={Copy} isDisabled={isReadOnly} onPress={() => void duplicateScheme(app, scheme)}>
          {signatureSchemes.duplicate}
        </Button>
      </div>
      <dl className={styles.facts}>
        {words === null ? null : (
          <>
            <dt>{signatures.inWords}</dt>
            <dd>{words}</dd>
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
        <dd>{signatures.rotationOf[rotationSupport(scheme)]}</dd>
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
      {facts !== null && facts.warnings.length === 0 ? <p className={styles.muted}>{signatures.noWarnings}</p> : null}
      <SdkWarnings warnings={warnings} />
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
