import { useEffect, useRef, useState } from 'react';
import { type CommandError, type EventTypeUse, eventTypeKeySchema } from '../../../core/contract/index.ts';
import { useApp, useDocuments } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { documentId } from '../../stores/documents.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { focusWhenShown } from '../../ui/focus-when-shown.ts';
import { TextField } from '../../ui/text-field.tsx';
import { hasNewName, renameEventType } from './event-type-actions.ts';
import styles from './event-types.module.css';

/** Its name is its key: renaming takes along what names it, which is listed here. */
export function RenameForm({ name }: { name: string }) {
  const app = useApp();
  const documents = useDocuments((state) => state.byId);
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<CommandError | null>(null);
  const uses = useEngineQuery('eventTypes.uses', { eventType: name }, documents);
  const wanted = typed.trim();
  const checked = eventTypeKeySchema.safeParse(wanted);
  const isTaken = wanted !== name && documentId('event-type', wanted) in documents;
  const problem = checked.success ? (isTaken ? words.nameTaken : undefined) : words.nameInvalid;
  const isReady = problem === undefined && wanted !== name;
  const isRenaming = useRef(false);
  const rename = async (keepsFocus: boolean): Promise<void> => {
    if (!isReady || isRenaming.current) return;
    isRenaming.current = true;
    setError(null);
    try {
      const count = await renameEventType(app, name, wanted);
      // The form of the new name is another one.
      if (keepsFocus) focusWhenShown(`[data-rename=${JSON.stringify(wanted)}] input`);
      app.toast(words.renamed(count), { label: words.undo, run: () => void app.history.undo() });
    } catch (cause) {
      setError(toCommandError(cause));
    } finally {
      isRenaming.current = false;
    }
  };
  // A new one takes the first name it is given, as all that is made does; later it is the button that renames.
  const takeFirstName = (): void => {
    if (hasNewName(name)) void rename(false);
  };
  const leave = useRef(takeFirstName);
  leave.current = takeFirstName;
  // Another part may take the form's place before the field is told that it lost the focus.
  useEffect(() => () => leave.current(), []);
  return (
    <section className={styles.aboutColumn} aria-label={words.name} data-rename={name}>
      <TextField
        label={words.name}
        value={typed}
        isMono
        hint={words.nameHint}
        error={problem}
        onChange={setTyped}
        onEnter={() => void rename(true)}
        onBlur={takeFirstName}
      />
      <div className={styles.actions}>
        <Button isDisabled={!isReady} onPress={() => void rename(true)}>
          {wanted === name ? words.renameButton : words.renameTo(wanted)}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice title={words.renameFailed} error={error} />}
      <h3 className={styles.sourceTitle}>{words.uses}</h3>
      <p className={styles.quiet}>{words.usesHint}</p>
      {uses.error === null ? null : <ErrorNotice title={words.usesFailed} error={uses.error} />}
      {uses.data === undefined ? null : <UseList uses={uses.data} />}
    </section>
  );
}

function UseList({ uses }: { uses: readonly EventTypeUse[] }) {
  if (uses.length === 0) return <p className={styles.quiet}>{words.noUses}</p>;
  return (
    <ul className={styles.uses}>
      {uses.map((use) => (
        <li key={use.id} className={styles.use}>
          <span className={styles.useKind}>{words.use[use.kind]}</span>
          <span className={styles.what}>
            {use.key}
            <span
              className={styles.quiet}
            >{` · ${use.environment === null ? '' : `${use.environment} · `}${use.field}`}</span>
          </span>
          <span className={use.isRewritable ? undefined : styles.quiet}>
            {use.isRewritable ? words.isRewritten : words.isLeft}
          </span>
        </li>
      ))}
    </ul>
  );
}
