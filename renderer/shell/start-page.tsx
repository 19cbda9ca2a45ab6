import { useEffect, useMemo } from 'react';
import { Button } from 'react-aria-components';
import { useCommandKeys, useCommands } from '../commands/commands-context.tsx';
import { useApp, useDataStore, useDocuments, useEnvironment, useRuns } from '../stores/app-context.tsx';
import { selectLatestRun } from '../stores/runs.ts';
import { commands as commandWords } from '../strings/commands.ts';
import { frame } from '../strings/frame.ts';
import styles from './start-page.module.css';
import { startSteps, takeStep } from './start-steps.ts';

const nothing: readonly never[] = [];

/** What there is to do when no tab is open: the main job step by step, each step with what this workspace has for it. */
export function StartPage() {
  const app = useApp();
  const commands = useCommands();
  const environment = useEnvironment();
  const documents = useDocuments((state) => state);
  const loaded = useDataStore((state) => state.projects[environment]);
  const latestRun = useRuns(selectLatestRun);
  useEffect(() => app.data.wantProjects(environment), [app, environment]);
  const projects = loaded?.rows ?? nothing;
  const steps = useMemo(() => startSteps({ documents, projects, latestRun }), [documents, projects, latestRun]);
  // Steps that say "none yet" for a moment would be read, and then change under the pointer.
  const isFirstRead = loaded === undefined || (loaded.status === 'loading' && loaded.rows.length === 0);
  if (!documents.isLoaded || isFirstRead) return null;
  return (
    <section className={styles.page} aria-label={frame.start.title}>
      <h1 className={styles.title}>{frame.start.title}</h1>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.title}>
            <Button className={styles.step ?? ''} onPress={() => takeStep(app, step, (id) => commands.run(id))}>
              <step.icon size="1.25rem" strokeWidth={1.5} aria-hidden="true" className={styles.icon} />
              <span className={styles.words}>
                <span className={styles.name}>{step.title}</span>
                <span className={styles.detail}>{step.detail}</span>
              </span>
            </Button>
          </li>
        ))}
      </ol>
      <p className={styles.keys}>
        <Keys command="palette.goTo" words={frame.goTo} />
        <Keys command="palette.open" words={commandWords.palette} />
        <Keys command="help.open" words={commandWords.keyboardHelp} />
      </p>
    </section>
  );
}

function Keys({ command, words }: { command: string; words: string }) {
  const keys = useCommandKeys(command);
  return (
    <span>
      {words} <kbd>{keys}</kbd>
    </span>
  );
}
