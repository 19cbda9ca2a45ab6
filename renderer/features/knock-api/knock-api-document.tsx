import { Power, PowerOff } from 'lucide-react';
import { useState } from 'react';
import type { CommandError, KnockApiSettings } from '../../../core/contract/index.ts';
import { useApp, useEnvironment, useKnockApi } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { documentName } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { knockApi as words } from '../../strings/knock-api.ts';
import { Button } from '../../ui/button.tsx';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { TypedNumber } from '../../ui/number-problem.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { FindingCount, Tabs } from '../../ui/tabs.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CallTable } from './call-table.tsx';
import styles from './knock-api.module.css';
import { SetUpSection } from './set-up-section.tsx';
import { switchOff, switchOn, usualSettings, wantedSettings } from './switch-api.ts';

type Section = keyof typeof words.sections;

/** The local Knock API: its switch, how to use it, and who called. */
export function KnockApiDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const { baseUrl, settings: last } = useKnockApi((state) => state);
  const current = useEnvironment();
  const environments = useDocumentList('environment');
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'setUp');
  const [typed, setTyped] = useTabState<KnockApiSettings | null>(tab.id, 'settings', null);
  const [typedPort, setTypedPort] = useTabState<TypedNumber | null>(tab.id, 'typedPort', null);
  const [failure, setFailure] = useState<CommandError | null>(null);
  const [isPending, setPending] = useState(false);
  const isOn = baseUrl !== null;
  const { settings, portProblem } = isOn
    ? { settings: usualSettings(last, current), portProblem: undefined }
    : wantedSettings({ settings: typed, typedPort }, last, current);
  const served = environments.find(({ key }) => key === settings.environment);

  const toggle = async (): Promise<void> => {
    setPending(true);
    setFailure(null);
    try {
      if (isOn) await switchOff(app);
      else await switchOn(app);
    } catch (cause) {
      setFailure(toCommandError(cause));
      // What is wrong is said beside the field.
      setSection('setUp');
    } finally {
      setPending(false);
    }
  };
  const refusal = fieldOf(failure);
  return (
    <div className={styles.document}>
      <Toolbar label={words.title}>
        <Button
          variant={isOn ? 'plain' : 'primary'}
          icon={isOn ? PowerOff : Power}
          isPending={isPending}
          onPress={() => void toggle()}
        >
          {isOn ? words.turnOff : words.turnOn}
        </Button>
        <StatusBadge status={isOn ? 'running' : 'stopped'} text={isOn ? words.on : words.off} />
        {baseUrl === null ? null : (
          <>
            <CopyChip text={baseUrl} what={words.baseUrl} />
            <span className={styles.muted}>
              {words.serves(served === undefined ? settings.environment : documentName(served))}
            </span>
          </>
        )}
      </Toolbar>
      {failure === null || refusal !== null ? null : <ErrorNotice title={words.turnOnFailed} error={failure} />}
      <Tabs<Section>
        label={words.sectionsLabel}
        selected={section}
        onSelect={setSection}
        className={styles.sections}
        items={[
          {
            id: 'setUp',
            label: words.sections.setUp,
            findings: <FindingCount count={refusal === null && portProblem === undefined ? 0 : 1} />,
            content: (
              <SetUpSection
                settings={settings}
                baseUrl={baseUrl}
                refusal={refusal}
                typingPort={[
                  isOn ? null : typedPort,
                  (next) => {
                    setFailure(null);
                    setTypedPort(next);
                  },
                ]}
                onChange={(next) => {
                  setFailure(null);
                  setTyped(next);
                }}
              />
            ),
          },
          {
            id: 'calls',
            label: words.sections.calls,
            content: (
              <CallTable
                tab={tab}
                empty={
                  isOn ? (
                    <EmptyState
                      sentence={
                        <>
                          {words.callsNone} <code>{baseUrl}</code>
                        </>
                      }
                      showMe={{ label: words.showHow, onPress: () => setSection('setUp') }}
                    />
                  ) : (
                    <EmptyState
                      sentence={words.callsOff}
                      action={{ label: words.turnOn, icon: Power, onPress: () => void toggle() }}
                      showMe={{ label: words.showHow, onPress: () => setSection('setUp') }}
                    />
                  )
                }
              />
            ),
          },
        ]}
      />
    </div>
  );
}

/** The field that a refusal is about, when it is about one. */
function fieldOf(error: CommandError | null): { field: 'port' | 'environment'; text: string } | null {
  if (error === null) return null;
  if (error.code === 'port-in-use' || error.code === 'port-refused') return { field: 'port', text: error.message };
  return error.field === 'environment' ? { field: 'environment', text: error.message } : null;
}
