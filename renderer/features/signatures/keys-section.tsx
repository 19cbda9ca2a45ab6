import { Check, KeyRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CommandError, CommandOutput, SchemeChoice } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { KeyFindings } from './key-findings.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import { isKeyPair, type LabScheme } from './scheme-groups.ts';
import { signForm } from './sign-form.ts';
import { useKeyFindings } from './use-key-findings.ts';

interface KeysSectionProps {
  lab: LabScheme;
  choice: SchemeChoice;
  onUse: (section: 'verify' | 'sign') => void;
}

/** Makes keys in the scheme's form and says what is weak about one. Nothing here is stored. */
export function KeysSection({ lab, choice, onUse }: KeysSectionProps) {
  const { engine } = useApp();
  const [made, setMade] = useState<CommandOutput<'signatures.generateKey'> | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const [key, setKey] = useState('');
  const [use, setUse] = useState<'signing' | 'verifying'>('signing');
  const findings = useKeyFindings(choice, key, use);
  const isPair = isKeyPair(lab.scheme.algorithm);
  const form = lab.facts === null ? lab.scheme.key.decoding : (signatures.keyForms[lab.facts.keyForm] ?? '');

  // A key of one vendor's form must not stand under another's name.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme is what makes it go
  useEffect(() => {
    setMade(null);
    setError(null);
  }, [lab.id]);

  const generate = async () => {
    try {
      setMade(await engine.call('signatures.generateKey', { scheme: choice }));
      setError(null);
    } catch (cause) {
      setMade(null);
      setError(toCommandError(cause));
    }
  };
  const passOn = ({ signingKey, verifyingKey }: CommandOutput<'signatures.generateKey'>, next: 'verify' | 'sign') => {
    signForm.setState({ key: signingKey });
    labForm.setState({ keys: [verifyingKey ?? signingKey] });
    onUse(next);
  };

  return (
    <div className={classNames(styles.page, styles.stack, styles.narrow)}>
      <section className={styles.card} aria-label={signatures.generate}>
        <h3>{signatures.generate}</h3>
        <p className={styles.muted}>
          {signatures.keysIntro} {form}.
        </p>
        {error === null ? null : <ErrorNotice title={signatures.generateFailed} error={error} />}
        {made === null ? null : (
          <>
            <SecretField
              label={made.verifyingKey === null ? signatures.generatedKey : signatures.generatedPrivate}
              value={made.signingKey}
            />
            {made.verifyingKey === null ? null : (
              <SecretField label={signatures.generatedPublic} value={made.verifyingKey} />
            )}
          </>
        )}
        <div className={styles.actionsStart}>
          <Button variant="primary" icon={KeyRound} onPress={() => void generate()}>
            {made === null ? signatures.generate : signatures.generateAgain}
          </Button>
          {made === null ? null : (
            <>
              <Button onPress={() => passOn(made, 'sign')}>{signatures.useToSign}</Button>
              <Button onPress={() => passOn(made, 'verify')}>{signatures.useToVerify}</Button>
            </>
          )}
        </div>
      </section>
      <section className={styles.card} aria-label={signatures.checkTitle}>
        <h3>{signatures.checkTitle}</h3>
        {isPair ? (
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
    </div>
  );
}
