import { useState } from 'react';
import { type CommandError, variableNameSchema } from '../../../core/contract/index.ts';
import { useApp, useWorkspaceInfo } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { settings as words } from '../../strings/settings.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SecretRow } from './secret-row.tsx';
import styles from './settings.module.css';
import { typedSecrets } from './typed-secrets.ts';

interface SecretListProps {
  environment: string;
  names: readonly string[];
  /** Plain ones: a name has one value. */
  variables: Readonly<Record<string, string>>;
  /** Names a secret in the environment's file, which tells others which values they need. */
  onName(name: string): Promise<unknown>;
}

/** The environment's secrets. Values are fetched only when they are to be shown. */
export function SecretList({ environment, names, variables, onName }: SecretListProps) {
  const app = useApp();
  const info = useWorkspaceInfo();
  const query = useEngineQuery('secrets.list', { environment }, names.join(' '));
  const [name, setName] = useState('');
  const [added, setAdded] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [failure, setFailure] = useState<CommandError | null>(null);

  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action();
      setFailure(null);
      query.reload();
      return true;
    } catch (cause) {
      setFailure(toCommandError(cause));
      return false;
    }
  };
  const rows = query.data ?? [];
  const isTaken = rows.some((secret) => secret.name === name);
  const isVariable = Object.hasOwn(variables, name);
  const nameError = name === '' || variableNameSchema.safeParse(name).success ? undefined : words.variableNameBad;
  const isFit = name !== '' && nameError === undefined && !isTaken && !isVariable;
  const add = (): void => {
    if (!isFit) return;
    setAdded(name);
    setName('');
    void attempt(() => onName(name));
  };
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{words.secrets}</h2>
      <p className={styles.quiet}>
        {words.secretsHint} {info?.secretStorage.description}
      </p>
      {query.error === null ? null : <ErrorNotice title={words.secretsFailed} error={query.error} />}
      {failure === null ? null : <ErrorNotice title={words.secretFailed} error={failure} />}
      {query.data !== undefined && rows.length === 0 ? <p className={styles.quiet}>{words.noSecrets}</p> : null}
      <ul className={styles.rows}>
        {rows.map((secret) => (
          <SecretRow
            key={secret.name}
            secret={secret}
            isNew={secret.name === added}
            held={typedSecrets(app)}
            heldId={`${environment}/${secret.name}`}
            load={async () => (await app.engine.call('secrets.reveal', { environment, name: secret.name })).value}
            onSet={(value) =>
              attempt(async () => {
                await app.engine.call('secrets.set', { environment, name: secret.name, value });
                app.toast(words.secretSet(secret.name));
              })
            }
            onRemove={() => setRemoving(secret.name)}
          />
        ))}
      </ul>
      <div className={styles.addSecret}>
        <TextField
          label={words.secretName}
          value={name}
          isMono
          error={isTaken ? words.secretTwice : isVariable ? words.secretIsVariable : nameError}
          onChange={setName}
          onEnter={add}
        />
        <div className={styles.besideInput}>
          <Button onPress={add} isDisabled={!isFit}>
            {words.addSecret}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        isOpen={removing !== null}
        title={words.removeSecretTitle(removing ?? '')}
        confirmLabel={words.removeSecret}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          if (removing === null) return;
          typedSecrets(app).delete(`${environment}/${removing}`);
          void attempt(() => app.engine.call('secrets.remove', { environment, name: removing }));
        }}
      >
        {words.removeSecretBody}
      </ConfirmDialog>
    </section>
  );
}
