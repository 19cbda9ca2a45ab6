import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CommandError, PlannedEventTypeRow } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { keepFocusIn } from '../../ui/keep-focus-in.ts';
import { Switch } from '../../ui/switch.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { ChangeList } from './change-list.tsx';
import styles from './event-types.module.css';
import { takeEventTypes } from './take-event-types.ts';
import type { ReadDocument } from './use-import-plan.ts';

type TakenRow = Pick<PlannedEventTypeRow, 'key' | 'change'>;

/** What a document would add and change, and what of it has no place here; the chosen ones are taken in one step. */
export function ImportPlan({ text, plan }: ReadDocument) {
  const app = useApp();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [taken, setTaken] = useState<readonly TakenRow[]>([]);
  const [error, setError] = useState<CommandError | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const offered = plan.eventTypes.filter(({ change }) => change !== 'same');
  const chosen = offered.filter(({ key }) => !left.includes(key));
  // With what was taken its button goes, once the document is compared again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the plan is what takes the button away
  useEffect(() => {
    if (taken.length > 0) keepFocusIn(page.current);
  }, [plan, taken]);
  const take = async (): Promise<void> => {
    setError(null);
    try {
      const rows = await takeEventTypes(
        app,
        text,
        chosen.map(({ key }) => key),
      );
      setTaken((before) => [...before.filter(({ key }) => rows.every((row) => row.key !== key)), ...rows]);
      app.toast(words.taken(rows.length), { label: words.undo, run: () => void app.history.undo() });
    } catch (cause) {
      setError(toCommandError(cause));
    }
  };
  const toggle = (key: string, isTaken: boolean): void =>
    setLeft(isTaken ? left.filter((other) => other !== key) : [...left, key]);
  return (
    <div ref={page} className={styles.plan}>
      <section className={styles.plan} aria-label={words.planTitle}>
        <h3 className={styles.sourceTitle}>{words.planTitle}</h3>
        {plan.eventTypes.length === 0 ? <p className={styles.quiet}>{words.nothingFound}</p> : null}
        <ul className={styles.planRows}>
          {plan.eventTypes.map((row) => (
            <PlanRow
              key={row.key}
              row={row}
              isChosen={row.change !== 'same' && !left.includes(row.key)}
              onToggle={(isTaken) => toggle(row.key, isTaken)}
            />
          ))}
        </ul>
        {offered.length === 0 ? null : (
          <div className={styles.actions}>
            <Button variant="primary" isDisabled={chosen.length === 0} onPress={() => void take()}>
              {words.takeChosen(chosen.length)}
            </Button>
            {chosen.length === 0 ? <span className={styles.quiet}>{words.nothingChosen}</span> : null}
          </div>
        )}
        {plan.eventTypes.length > 0 && offered.length === 0 ? <p className={styles.quiet}>{words.nothingNew}</p> : null}
        {error === null ? null : <ErrorNotice title={words.takeFailed} error={error} />}
      </section>
      <TakenEventTypes rows={taken.filter(({ key }) => offered.every((row) => row.key !== key))} />
      <section className={styles.plan} aria-label={words.report}>
        <h3 className={styles.sourceTitle}>{words.report}</h3>
        <ul className={styles.uses}>
          {plan.report.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a report is never rearranged, and two notes may be equal
            <li key={index} className={styles.use}>
              <span className={styles.useKind}>{words.outcome[note.outcome]}</span>
              <span className={styles.what}>
                <strong>{note.name}</strong>
                {` ${note.message}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** What came into the workspace and is still there; one that is undone is among those to be taken again. */
function TakenEventTypes({ rows }: { rows: readonly TakenRow[] }) {
  const app = useApp();
  if (rows.length === 0) return null;
  return (
    <section className={styles.plan} aria-label={words.takenTitle}>
      <h3 className={styles.sourceTitle}>{words.takenTitle}</h3>
      <ul className={styles.uses}>
        {rows.map(({ key, change }) => (
          <li key={key} className={styles.use}>
            <span className={styles.useKind}>{words.takenAs[change === 'added' ? 'added' : 'changed']}</span>
            <TextButton onPress={() => app.openTab({ kind: 'event-type', key })}>{key}</TextButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PlanRowProps {
  row: PlannedEventTypeRow;
  isChosen: boolean;
  onToggle(isTaken: boolean): void;
}

function PlanRow({ row, isChosen, onToggle }: PlanRowProps) {
  const { key, change, newSamples, changedSamples, keptSamples, unfitSamples, schemaChanges, isDescriptionChanged } =
    row;
  const sentences = [
    ...(change === 'changed' && schemaChanges.length > 0 ? [words.schemaChanges(schemaChanges.length)] : []),
    ...(newSamples.length > 0 ? [words.newSamples(newSamples)] : []),
    ...(changedSamples.length > 0 ? [words.changedSamples(changedSamples)] : []),
    ...(keptSamples.length > 0 ? [words.keptSamples(keptSamples)] : []),
    ...(isDescriptionChanged ? [words.newDescription] : []),
  ];
  const changes = schemaChanges.map((found) => ({ ...found, beforePlace: null, afterPlace: null }));
  return (
    <li className={styles.planRow}>
      <Switch
        label={words.include(key)}
        isLabelHidden
        isSelected={isChosen}
        isDisabled={change === 'same'}
        onChange={onToggle}
      />
      <div className={styles.planWhat}>
        <p>
          <code>{key}</code>
          <span className={styles.badge}>{words.change[change]}</span>
        </p>
        {sentences.length === 0 ? null : <p className={styles.quiet}>{sentences.join(' ')}</p>}
        {unfitSamples.length === 0 ? null : (
          <p className={styles.caution}>
            <TriangleAlert size="0.875rem" aria-hidden="true" />
            {words.unfitSamples(unfitSamples)}
          </p>
        )}
        {changes.length === 0 ? null : <ChangeList label={words.schemaChanges(changes.length)} changes={changes} />}
      </div>
    </li>
  );
}
