import { Check } from 'lucide-react';
import { useState } from 'react';
import type { SchemeChoice } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { KeyFindings } from './key-findings.tsx';
import styles from './lab.module.css';
import { isKeyPair, type LabScheme } from './scheme-groups.ts';
import { useKeyFindings } from './use-key-findings.ts';

/** Says what is wrong or weak about a key for this scheme, as it is typed. */
export function CheckKeyCard({ lab, choice }: { lab: LabScheme; choice: SchemeChoice }) {
  const [key, setKey] = useState('');
  const [use, setUse] = useState<'signing' | 'verifying'>('signing');
  const findings = useKeyFindings(choice, key, use);
  return (
    <section className={styles.card} aria-label={signatures.checkTitle}>
      <h3>{signatures.checkTitle}</h3>
      {isKeyPair(lab.scheme.algorithm) ? (
        <SelectField
          label={signatures.checkUse}
          options={[
            { id: 'signing', label: signatures.checkSigning },
            { id: 'verifying', label: signatures.checkVerifying },
          ]}
          value={use}
          onChange={setUse}
        />
      ) : null}
      <SecretField label={signatures.key} hint={signatures.checkHint} value={key} onChange={setKey} />
      <div aria-live="polite">
        {findings === null ? null : findings.length === 0 ? (
          <p className={styles.good}>
            <Check size="1rem" aria-hidden="true" />
            {signatures.keyIsGood}
          </p>
        ) : (
          <KeyFindings findings={findings} />
        )}
      </div>
    </section>
  );
}
