import { Plus } from 'lucide-react';
import { useCommandKeys, useCommands } from '../../commands/commands-context.tsx';
import { useApp, useSession, useWorkspaceInfo } from '../../stores/app-context.tsx';
import { type ThemeSetting, zoomSteps } from '../../stores/session.ts';
import { useDocument, useDocumentList } from '../../stores/use-document.ts';
import { settings as words } from '../../strings/settings.ts';
import { Button } from '../../ui/button.tsx';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { addEnvironment } from './environment-commands.ts';
import styles from './settings.module.css';

export function SettingsDocument() {
  return (
    <div className={styles.document}>
      <div className={styles.page}>
        <Appearance />
        <Environments />
        <Workspace />
      </div>
    </div>
  );
}

function Appearance() {
  const { session } = useApp();
  const theme = useSession((state) => state.theme);
  const zoom = useSession((state) => state.zoom);
  const themes = Object.entries(words.themes) as [ThemeSetting, string][];
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{words.appearance}</h2>
      <div className={styles.fieldRow}>
        <SelectField
          label={words.theme}
          value={theme}
          options={themes.map(([id, label]) => ({ id, label }))}
          onChange={(next) => session.setState({ theme: next })}
        />
        <SelectField
          label={words.zoom}
          value={String(zoom)}
          options={zoomSteps.map((step) => ({ id: String(step), label: words.zoomValue(step) }))}
          onChange={(next) => session.setState({ zoom: Number(next) })}
        />
      </div>
    </section>
  );
}

function Environments() {
  const app = useApp();
  const environments = useDocumentList('environment');
  const current = useSession((state) => state.environment);
  return (
    <section className={styles.section}>
      <header className={styles.sectionHeader}>
        <h2 className={styles.heading}>{words.environments}</h2>
        <Button icon={Plus} onPress={() => void addEnvironment(app)}>
          {words.addEnvironment}
        </Button>
      </header>
      <p className={styles.quiet}>{words.environmentsHint}</p>
      <ul className={styles.rows}>
        {environments.map(({ key, value }) => (
          <li key={key} className={styles.row}>
            <span className={styles.rowName}>{value.name}</span>
            <span className={styles.quiet}>
              {words.variableCount(Object.keys(value.variables).length, value.secrets.length)}
            </span>
            <span className={styles.spring} />
            {key === current ? (
              <StatusBadge status="running" text={words.inUse} />
            ) : (
              <Button onPress={() => app.session.setState({ environment: key })}>{words.use}</Button>
            )}
            <Button onPress={() => app.openTab({ kind: 'environment', key })}>{words.variablesAndSecrets}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Workspace() {
  const commands = useCommands();
  const info = useWorkspaceInfo();
  const helpKeys = useCommandKeys('help.open');
  const { value, update, issueAt } = useDocument('settings', 'workspace');
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{words.workspace}</h2>
      {value === undefined ? null : (
        <>
          <TextField
            label={words.workspaceName}
            value={value.name}
            error={issueAt('name')}
            onChange={(name) => update({ name })}
          />
          <div className={styles.fieldRow}>
            <TextField
              label={words.eventTypeField}
              isMono
              value={value.eventTypeField}
              error={issueAt('eventTypeField')}
              onChange={(eventTypeField) => update({ eventTypeField })}
            />
            <TextField
              label={words.payloadField}
              isMono
              value={value.payloadField}
              error={issueAt('payloadField')}
              onChange={(payloadField) => update({ payloadField })}
            />
          </div>
        </>
      )}
      {info === null ? null : (
        <dl className={styles.facts}>
          <dt>{words.folder}</dt>
          <dd>
            <CopyChip text={info.path} what={words.folder} />
          </dd>
          <dt>{words.secretStorage}</dt>
          <dd>{info.secretStorage.description}</dd>
          <dt>{words.version}</dt>
          <dd>{info.appVersion}</dd>
        </dl>
      )}
      <div>
        <Button keys={helpKeys} onPress={() => void commands.run('help.open')}>
          {words.keyboardHelp}
        </Button>
      </div>
    </section>
  );
}
