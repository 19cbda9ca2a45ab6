import { KeyRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CommandError, CommandOutput, SchemeChoice } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { keyFormWords } from './key-form-words.ts';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import type { LabScheme } from './scheme-groups.ts';
import { signForm } from './sign-form.ts';
import { StoreSecret } from './store-secret.tsx';

type MadeKey = CommandOutput<'signatures.generateKey'>;

interface GenerateCardProps {
  lab: LabScheme;
  choice: SchemeChoice;
  onUse: (section: 'verify' | 'sign') => void;
}

/** Makes a key in the vendor's form: to sign or verify with, or to keep as a secret. */
export function GenerateCard({ lab, choice, onUse }: GenerateCardProps) {
  const { engine } = useApp();
  const [made, setMade] = useState<MadeKey | null>(null);
  const [error, setError] = useState<CommandError | null>(null);

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
  const passOn = ({ signingKey, verifyingKey }: MadeKey, next: 'verify' | 'sign') => {
    signForm.setState({ key: signingKey });
    labForm.setState({ keys: [verifyingKey ?? signingKey] });
    onUse(next);
  };

  return (
    <section className={styles.card} aria-label={signatures.generate}>
      <h3>{signatures.generate}</h3>
      <p className={styles.muted}>
        {signatures.keysIntro} {keyFormWords(lab)}.
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
      {made === null ? null : <StoreSecret key={made.signingKey} value={made.signingKey} />}
    </section>
  );
}
