import { Trash2, Undo2 } from 'lucide-react';
import { JsonDifference } from '../../editor/json-difference.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { keepMessagesAbove } from '../../ui/document-foot.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { ChangeCounts, ChangeList } from './change-list.tsx';
import { changeAtOnce } from './event-type-actions.ts';
import type { EventTypePart } from './event-type-part.ts';
import styles from './event-types.module.css';
import { useSchemaChanges } from './use-schema-changes.ts';
import { schemaChoices, shownAtFirst, withoutVersion, withSchema } from './versions.ts';

/** Id of the draft in selects, which need one that is not empty; no version can be called so. */
const draftId = ' ';

/** Any two schemas of the event type beside each other: what differs, and whom it can break. */
export function VersionsSection({ tab, value }: EventTypePart) {
  const app = useApp();
  const choices = schemaChoices(value);
  const [from, setFrom] = useTabState<string | null>(tab.id, 'compareFrom', null);
  const [to, setTo] = useTabState<string | null>(tab.id, 'compareTo', null);
  const shown = shownAtFirst(choices);
  const before = choices.find(({ id }) => id === from) ?? shown.before;
  const after = choices.find(({ id }) => id === to) ?? shown.after;
  const { changes, error } = useSchemaChanges(before?.text ?? null, after?.text ?? '');
  if (choices.length < 2 || before === undefined || after === undefined) {
    return <EmptyState sentence={words.noVersions} />;
  }
  const nameOf = (id: string): string => (id === '' ? words.draft : words.latestVersion(id));
  const options = choices.map(({ id, notes }) => ({
    id: id === '' ? draftId : id,
    label: id === '' ? words.draftOption : id,
    ...(notes === '' ? {} : { description: notes }),
  }));
  const choose = (set: (id: string) => void) => (id: string) => set(id === draftId ? '' : id);
  const remove = (version: string): void => {
    const said = { label: words.unpublish(version), done: words.unpublished(version) };
    void attempt(app, () => changeAtOnce(app, tab.key, said, (current) => withoutVersion(current, version)));
  };
  const takeAsDraft = (version: string): void => {
    const found = value.versions?.find((known) => known.version === version);
    if (found === undefined) return;
    const said = { label: words.copyOfDraft, done: words.schemaTaken };
    const take = changeAtOnce(app, tab.key, said, (current) => withSchema(current, found.schema, found.schemaText));
    void attempt(app, () => take);
  };
  return (
    <div className={styles.versions}>
      <div className={styles.versionBar}>
        <SelectField
          className={styles.versionField}
          label={words.compareFrom}
          options={options}
          value={before.id === '' ? draftId : before.id}
          onChange={choose(setFrom)}
        />
        <SelectField
          className={styles.versionField}
          label={words.compareTo}
          options={options}
          value={after.id === '' ? draftId : after.id}
          onChange={choose(setTo)}
        />
        {before.id === '' ? null : (
          <>
            <IconButton icon={Undo2} label={words.copyOfDraft} onPress={() => takeAsDraft(before.id)} />
            <IconButton icon={Trash2} label={words.unpublish(before.id)} onPress={() => remove(before.id)} />
          </>
        )}
      </div>
      {before.notes === '' ? null : <p className={styles.quiet}>{before.notes}</p>}
      <div className={styles.editor}>
        <JsonDifference
          before={before.text}
          after={after.text}
          label={words.differenceOf(nameOf(before.id), nameOf(after.id))}
          isSideBySide
        />
      </div>
      <section
        ref={keepMessagesAbove}
        className={styles.changes}
        aria-label={words.changesBetween(nameOf(before.id), nameOf(after.id))}
      >
        {error === null ? null : <ErrorNotice title={words.cannotCompare} error={error} />}
        {changes === null ? null : (
          <>
            <h3 className={styles.changesTitle}>
              {words.changesBetween(nameOf(before.id), nameOf(after.id))}
              <ChangeCounts changes={changes} />
            </h3>
            <ChangeList label={words.difference} changes={changes} />
          </>
        )}
      </section>
    </div>
  );
}
