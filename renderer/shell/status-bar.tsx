import { Cable, ChevronDown, CircleCheck, CircleX, Clock, PlugZap, Radio, Server, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type ClockChoice, tallyText } from '../../core/contract/index.ts';
import { useCommands } from '../commands/commands-context.tsx';
import type { LinkState } from '../host/engine-link.ts';
import { useApp, useKnockApi, useReceivers, useRuns, useSession } from '../stores/app-context.tsx';
import { documentName } from '../stores/documents.ts';
import { selectApiPort } from '../stores/knock-api.ts';
import { selectProblemTally } from '../stores/problems.ts';
import { countRunning } from '../stores/receivers.ts';
import { selectLatestRun } from '../stores/runs.ts';
import { useDocumentList } from '../stores/use-document.ts';
import { frame } from '../strings/frame.ts';
import { projects as projectWords } from '../strings/projects.ts';
import { classNames } from '../ui/class-names.ts';
import { MenuButton } from '../ui/menu-button.tsx';
import styles from './status-bar.module.css';

export function StatusBar({ engine }: { engine: LinkState['status'] }) {
  const app = useApp();
  const commands = useCommands();
  const running = useReceivers(countRunning);
  const apiPort = useKnockApi(selectApiPort);
  const problems = useStore(app.problems, useShallow(selectProblemTally));
  const run = useRuns(selectLatestRun);
  const undelivered = run?.counts.undelivered ?? 0;
  return (
    <footer className={styles.bar}>
      <EnvironmentSwitch />
      <Item icon={Radio} onPress={() => commands.run('view.receivers')}>
        {frame.receiversUp(running)}
      </Item>
      <Item icon={Cable} onPress={() => commands.run('knockApi.open')}>
        {frame.api(apiPort)}
      </Item>
      <Item
        icon={problems.count === 0 ? CircleCheck : TriangleAlert}
        tone={problems.count === 0 ? undefined : 'waiting'}
        onPress={() => commands.run('problems.show')}
      >
        {frame.problems(tallyText(problems))}
      </Item>
      {run === undefined ? null : (
        <>
          <Item
            icon={undelivered === 0 ? CircleCheck : CircleX}
            tone={undelivered === 0 ? undefined : 'undelivered'}
            onPress={() => app.openTab({ kind: 'run', key: run.id })}
          >
            {frame.undelivered(undelivered, run.number)}
          </Item>
          <Item icon={Clock} onPress={() => app.openTab({ kind: 'run', key: run.id })}>
            {frame.runClock(clockWords(run.trigger.clock))}
          </Item>
        </>
      )}
      <span className={styles.spring} />
      <span className={classNames(styles.item, engine === 'gone' && styles.undelivered)}>
        {engine === 'gone' ? (
          <PlugZap size="0.875rem" aria-hidden="true" />
        ) : (
          <Server size="0.875rem" aria-hidden="true" />
        )}
        {frame.engine[engine]}
      </span>
    </footer>
  );
}

function clockWords(clock: ClockChoice): string {
  return typeof clock === 'string' ? frame.clock[clock] : frame.clock.scaled(clock.scale);
}

interface ItemProps {
  icon: typeof Radio;
  tone?: 'waiting' | 'undelivered' | undefined;
  onPress: () => void;
  children: string;
}

function Item({ icon: Icon, tone, onPress, children }: ItemProps) {
  return (
    <Button className={classNames(styles.item, tone && styles[tone])} onPress={onPress}>
      <Icon size="0.875rem" aria-hidden="true" />
      {children}
    </Button>
  );
}

function EnvironmentSwitch() {
  const app = useApp();
  const current = useSession((state) => state.environment);
  const environments = useDocumentList('environment');
  const name = environments.find((entry) => entry.key === current)?.value.name ?? current;
  return (
    <MenuButton
      label={projectWords.kinds.environment}
      entries={[
        ...environments.map((entry) => ({
          id: entry.key,
          label: documentName(entry),
          isSelected: entry.key === current,
          onAction: () => app.session.setState({ environment: entry.key }),
        })),
        'separator',
        {
          id: 'edit',
          label: projectWords.editEnvironment(name),
          onAction: () => app.openTab({ kind: 'environment', key: current }),
        },
      ]}
    >
      <Button className={classNames(styles.item, styles.environment)} aria-label={frame.environment(name)}>
        <span className={styles.environmentName}>{name}</span>
        <ChevronDown size="0.75rem" aria-hidden="true" />
      </Button>
    </MenuButton>
  );
}
