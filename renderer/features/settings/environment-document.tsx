import { Copy, Trash2 } from 'lucide-react';
import { useApp, useIsReadOnly } from '../../stores/app-context.tsx';
import { removeDocument } from '../../stores/document-actions.ts';
import { closeTab, type Tab } from '../../stores/session.ts';
import { useDocument, useDocumentList } from '../../stores/use-document.ts';
import { commands as commandWords } from '../../strings/commands.ts';
import { frame } from '../../strings/frame.ts';
import { settings as words } from '../../strings/settings.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DocumentNameFields } from '../document-name-fields.tsx';
import { withSecretNamed } from './client-key.ts';
import { ConnectionsSection } from './connections-section.tsx';
import { duplicateEnvironment } from './environment-commands.ts';
import { SecretList } from './secret-list.tsx';
import styles from './settings.module.css';
import { VariableGrid } from './variable-grid.tsx';

/** An environment's variables and connections (files) and secrets (this machine). */
export function EnvironmentDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const isLast = useDocumentList('environment').length < 2;
  const { value, status, update, flush, issueAt } = useDocument('environment', tab.key);
  if (value === undefined) {
    if (status === 'loading') return <Loading />;
    const close = {
      label: frame.closeThisTab,
      onPress: () => app.session.setState((state) => closeTab(state, tab.id)),
    };
    return <EmptyState sentence={words.environmentMissing} action={close} />;
  }
  const remove = (): void => {
    removeDocument(app, 'environment', tab.key).then(
      () => {
        const rest = Object.values(app.documents.getState().byId).find((entry) => entry.kind === 'environment');
        if (app.session.getState().environment === tab.key && rest !== undefined) {
          app.session.setState({ environment: rest.key });
        }
      },
      (cause) => app.fail(commandWords.notDone, cause),
    );
  };
  return (
    <div className={styles.document}>
      <div className={styles.page}>
        <section className={styles.section}>
          <div className={styles.fieldRow}>
            <DocumentNameFields
              kind="environment"
              documentKey={tab.key}
              name={value.name}
              newName={words.newEnvironment}
              nameLabel={words.name}
              nameError={issueAt('name')}
              keyHint={words.keyHint}
              onChange={(name) => update({ name })}
            />
          </div>
          <div className={styles.buttons}>
            <Button icon={Copy} isDisabled={isReadOnly} onPress={() => void duplicateEnvironment(app, tab.key)}>
              {words.duplicate}
            </Button>
            <Button
              icon={Trash2}
              isDisabled={isLast}
              {...(isLast ? { tooltip: words.lastEnvironment } : {})}
              onPress={remove}
            >
              {words.removeEnvironment}
            </Button>
          </div>
        </section>
        <section className={styles.section}>
          <h2 className={styles.heading}>{words.variables}</h2>
          <p className={styles.quiet}>{words.variablesHint}</p>
          <VariableGrid
            key={tab.key}
            tabId={tab.id}
            variables={value.variables}
            onChange={(variables) => update({ variables })}
          />
        </section>
        <SecretList
          key={tab.key}
          environment={tab.key}
          names={value.secrets}
          variables={value.variables}
          onName={async (name) => {
            update((current) => ({ ...current, secrets: [...current.secrets, name].sort() }));
            await flush();
          }}
        />
        <ConnectionsSection
          key={`${tab.key} connections`}
          environment={tab.key}
          secrets={value.secrets}
          connections={value.connections ?? {}}
          isReadOnly={isReadOnly}
          issueAt={issueAt}
          onChange={(connections) =>
            update(({ connections: _before, ...rest }) => {
              if (connections === undefined) return rest;
              const next = { ...rest, connections };
              const keySecret = connections.clientCertificate?.keySecret;
              return keySecret === undefined ? next : withSecretNamed(next, keySecret);
            })
          }
        />
      </div>
    </div>
  );
}
