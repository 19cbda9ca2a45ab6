import { Play } from 'lucide-react';
import { useState } from 'react';
import { type CommandError, defaultConcurrency, type Scenario } from '../../../core/contract/index.ts';
import { useCommandKeys } from '../../commands/commands-context.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { documentName } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { useDocument, useDocumentList } from '../../stores/use-document.ts';
import { runs as words } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { DocumentNameFields } from '../document-name-fields.tsx';
import { ExpectationsEditor } from './expectations-editor.tsx';
import { type SetupProblems, setupFields } from './run-setup.ts';
import { startScenario } from './scenario-actions.ts';
import { ScenarioReceivers } from './scenario-receivers.tsx';
import styles from './setup.module.css';
import { useTabActions } from './tab-actions.ts';
import { TriggerFields } from './trigger-fields.tsx';
import { useUnreadable } from './use-unreadable.ts';

/** A saved run with what it should come to. */
export function ScenarioDocument({ tab }: { tab: Tab }) {
  return <ScenarioForm key={tab.key} tab={tab} />;
}

function ScenarioForm({ tab }: { tab: Tab }) {
  const app = useApp();
  const keys = useCommandKeys('run.start');
  const receivers = useDocumentList('receiver');
  const scenario = useDocument('scenario', tab.key);
  const { unreadable, isUnreadable, noteUnreadable } = useUnreadable(tab.id);
  const [failure, setFailure] = useState<CommandError | null>(null);
  const [isStarting, setStarting] = useState(false);
  const run = async (): Promise<void> => {
    if (isStarting || isUnreadable) return;
    setStarting(true);
    setFailure(null);
    try {
      await startScenario(app, tab.key);
    } catch (cause) {
      setFailure(toCommandError(cause));
    } finally {
      setStarting(false);
    }
  };
  useTabActions(tab.id, { start: () => void run() });

  if (scenario.status === 'missing') return <EmptyState sentence={words.scenarioMissing} />;
  const { value, issueAt, flush } = scenario;
  if (value === undefined) return null;
  const update = (patch: Partial<Scenario>): void => {
    setFailure(null);
    scenario.update(patch);
  };
  return (
    <div className={styles.document}>
      <Toolbar label={words.scenario}>
        <Button variant="primary" icon={Play} keys={keys} isPending={isStarting} onPress={() => void run()}>
          {words.runScenario}
        </Button>
      </Toolbar>
      {failure === null ? null : <ErrorNotice title={words.startFailed} error={failure} />}
      <div className={styles.scroller}>
        <section className={styles.scenario} aria-label={words.scenario}>
          <DocumentNameFields
            kind="scenario"
            documentKey={tab.key}
            name={value.name}
            newName={words.newScenario}
            nameLabel={words.name}
            nameError={issueAt('name')}
            onChange={(name) => update({ name })}
          />
          <TextField
            label={words.description}
            className={styles.wide}
            rows={2}
            value={value.description}
            onChange={(description) => update({ description })}
            onBlur={() => void flush()}
          />
          <TriggerFields
            value={{ ...value, concurrency: value.concurrency ?? defaultConcurrency }}
            onChange={update}
            problems={problemsOf(issueAt, failure)}
            unreadable={unreadable}
            noteUnreadable={noteUnreadable}
          />
          <ScenarioReceivers
            values={value.receivers}
            receivers={receivers.map((receiver) => ({ key: receiver.key, name: documentName(receiver) }))}
            error={issueAt('receivers')}
            onChange={(next) => update({ receivers: next })}
          />
        </section>
        <ExpectationsEditor
          expectations={value.expectations}
          onChange={(expectations) => update({ expectations })}
          issueAt={issueAt}
        />
      </div>
    </div>
  );
}

/** The schema's own words for fields have the form's in their place; what the engine refused is said as it is. */
function problemsOf(issueAt: (path: string) => string | undefined, failure: CommandError | null): SetupProblems {
  const problems: SetupProblems = {};
  const refused = failure?.field?.split('.')[0];
  for (const field of setupFields) {
    if (issueAt(field) !== undefined) problems[field] = words.problems[field];
    else if (field === refused && failure !== null) problems[field] = failure.message;
  }
  return problems;
}
