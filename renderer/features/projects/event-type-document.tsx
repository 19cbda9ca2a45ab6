import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { eventTypeKeySchema } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { renameDocument } from '../../stores/document-actions.ts';
import { documentId } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { closeTab } from '../../stores/session.ts';
import { useDocument } from '../../stores/use-document.ts';
import { projects as words } from '../../strings/projects.ts';
import { shell } from '../../strings/shell.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { attempt } from './attempt.ts';
import styles from './event-type-document.module.css';
import { EventTypeTools } from './event-type-tools.tsx';
import { JsonObjectField } from './json-object-field.tsx';

/** An event type: what its payload looks like, and samples to preview and run with. */
export function EventTypeDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const editing = useDocument('event-type', tab.key);
  const { value, update } = editing;
  if (value === undefined) {
    if (editing.status === 'loading') return <Loading />;
    const close = {
      label: shell.closeThisTab,
      onPress: () => app.session.setState((state) => closeTab(state, tab.id)),
    };
    return <EmptyState sentence={shell.missingDocument} action={close} />;
  }
  const setExample = (index: number, patch: Partial<(typeof value.examples)[number]>): void =>
    update((current) => ({
      ...current,
      examples: current.examples.map((example, place) => (place === index ? { ...example, ...patch } : example)),
    }));
  return (
    <div className={styles.document}>
      <div className={styles.columns}>
        <section className={styles.column}>
          <EventTypeName key={tab.key} name={tab.key} />
          <TextField
            label={words.description}
            value={value.description}
            rows={2}
            onChange={(description) => update({ description })}
          />
          <JsonObjectField
            key={`schema:${tab.key}`}
            memory={{ tabId: tab.id, name: 'schema' }}
            label={words.schema}
            hint={words.schemaHint}
            value={value.schema}
            error={editing.issueAt('schema')}
            rows={18}
            onChange={(schema) => update({ schema })}
          />
        </section>
        <section className={styles.column} aria-label={words.samples}>
          <header className={styles.header}>
            <h2>{words.samples}</h2>
            <EventTypeTools value={value} update={update} />
            <Button
              icon={Plus}
              onPress={() =>
                update((current) => ({
                  ...current,
                  examples: [
                    ...current.examples,
                    { name: `${words.newSample} ${current.examples.length + 1}`, payload: {} },
                  ],
                }))
              }
            >
              {words.addSample}
            </Button>
          </header>
          {value.examples.length === 0 ? <p className={styles.quiet}>{words.noSamples}</p> : null}
          {value.examples.map((example, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: samples have no identity but their place
            <div key={`${tab.key}:${index}:${value.examples.length}`} className={styles.sample}>
              <div className={styles.sampleName}>
                <TextField
                  label={words.sampleName}
                  isLabelHidden
                  value={example.name}
                  error={editing.issueAt(`examples.${index}.name`)}
                  onChange={(name) => setExample(index, { name })}
                />
                <IconButton
                  icon={Trash2}
                  label={words.removeSample(example.name)}
                  onPress={() => update((current) => ({ ...current, examples: current.examples.toSpliced(index, 1) }))}
                />
              </div>
              <JsonObjectField
                memory={{ tabId: tab.id, name: `sample:${index}` }}
                label={words.samplePayload}
                value={example.payload}
                rows={8}
                onChange={(payload) => setExample(index, { payload })}
              />
            </div>
          ))}
        </section>
      </div>
    </div>
  );
}

/** Its name is its key: renamed when the field is left, if the name is fit and free. */
function EventTypeName({ name }: { name: string }) {
  const app = useApp();
  const [typed, setTyped] = useState(name);
  const checked = eventTypeKeySchema.safeParse(typed);
  const isTaken = typed !== name && documentId('event-type', typed) in app.documents.getState().byId;
  const error = checked.success ? (isTaken ? words.eventTypeTaken : undefined) : checked.error.issues[0]?.message;
  const rename = (): void => {
    if (error === undefined && typed !== name) void attempt(app, () => renameDocument(app, 'event-type', name, typed));
  };
  return (
    <TextField
      label={words.eventTypeKey}
      value={typed}
      isMono
      hint={words.eventTypeKeyHint}
      error={error}
      onChange={setTyped}
      onBlur={rename}
      onEnter={rename}
    />
  );
}
