import { Vault } from 'lucide-react';
import { useState } from 'react';
import { type CommandError, variableNameSchema } from '../../../core/contract/index.ts';
import { useApp, useSession } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useDocument } from '../../stores/use-document.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lab.module.css';

/** Keeps a key as a secret of the environment, and gives the reference that templates read it by. */
export function StoreSecret({ value }: { value: string }) {
  const { engine } = useApp();
  const environment = useSession((state) => state.environment);
  const document = useDocument('environment', environment);
  const [name, setName] = useState('signing_key');
  const [stored, setStored] = useState<string | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const checked = variableNameSchema.safeParse(name);
  const isThere = document.value?.secrets.includes(name) === true && stored !== name;
  const store = async () => {
    try {
      await engine.call('secrets.set', { environment, name, value });
      setStored(name);
      setError(null);
    } catch (cause) {
      setError(toCommandError(cause));
    }
  };
  const environmentName = document.value?.name ?? environment;
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (checked.success) void store();
      }}
    >
      <TextField
        label={signatures.secretName}
        isMono
        hint={isThere ? signatures.secretReplaced(name, environmentName) : signatures.secretNameHint(environmentName)}
        error={checked.success ? error?.message : checked.error.issues[0]?.message}
        value={name}
        onChange={(next) => {
          setName(next);
          setError(null);
        }}
      />
      <div className={styles.actionsStart}>
        <Button type="submit" icon={Vault} isDisabled={!checked.success}>
          {isThere ? signatures.secretReplace : signatures.secretStore}
        </Button>
        {stored === null ? null : (
          <CopyButton text={`{{ vars.${stored} }}`} label={signatures.secretCopy(`{{ vars.${stored} }}`)} />
        )}
      </div>
      {stored === null ? null : <p role="status">{signatures.secretStored(stored, environmentName)}</p>}
    </form>
  );
}
