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

/** The environment's secrets. Values are fetched only when they are to be shown. */
export function SecretList({ environment, names }: { environment: string; names: readonly string[] }) {
  const app = useApp();
  const info = useWorkspaceInfo();
  const query = useEngineQuery('secrets.list', { environment }, names.join(' '));
  const [name, setName] = useState('');
  const [added, setAdded] = useState<readonly string[]>([]);
  const [removing, setRemoving] = useState<string | null>(null);
  const [failure, setFailure] = useState<CommandError | null>(null);

  const attempt = async (action: () => Promise<unknown>): Promise<void> => {
    try {
      await action();
      setFailure(null);
      query.reload();
    } catch (cause) {
      setFailure(toCommandError(cause));
    }
  };
  const known = query.data ?? [];
  const rows = [
    ...known,
    ...added
      .filter((entry) => !known.some((secret) => secret.name === entry))
      .map((entry) => ({ name: entry, isSet: false, source: 'none' as const })),
  ];
  const isTaken = rows.some((secret) => secret.name === name);
  const nameError = name === '' || variableNameSchema.safeParse(name).success ? undefined : words.variableNameBad;
  const add = (): void => {
    if (name === '' || nameError !== undefined || isTaken) return;
    setAdded([...added, name]);
    setName('');
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
          error={isTaken ? words.variableTwice : nameError}
          onChange={setName}
          onEnter={add}
        />
        <Button onPress={add} isDisabled={name === '' || nameError !== undefined || isTaken}>
          {words.addSecret}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={removing !== null}
        title={words.removeSecretTitle(removing ?? '')}
        confirmLabel={words.removeSecret}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          if (removing === null) return;
          setAdded(added.filter((entry) => entry !== removing));
          void attempt(() => app.engine.call('secrets.remove', { environment, name: removing }));
        }}
      >
        {words.removeSecretBody}
      </ConfirmDialog>
    </section>
  );
}
