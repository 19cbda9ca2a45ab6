import { Braces, PackageCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { type JsonObject, shownJson, type TextPlace } from '../../../core/contract/index.ts';
import { jsonSchemaKeywords } from '../../editor/json-schema-keywords.ts';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { keepMessagesAbove } from '../../ui/document-foot.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { ChangeCounts, ChangeList } from './change-list.tsx';
import { changeAtOnce } from './event-type-actions.ts';
import type { EventTypePart } from './event-type-part.ts';
import styles from './event-types.module.css';
import { inferFrom } from './infer-from.ts';
import { InferredSchema } from './inferred-schema.tsx';
import { PublishForm } from './publish-form.tsx';
import { inOrderOf } from './schema-order.ts';
import { TypedEditor } from './typed-editor.tsx';
import { useIsUnreadable } from './use-json-text.ts';
import { useSchemaChanges } from './use-schema-changes.ts';
import { lastVersion, withSchema } from './versions.ts';

/** The schema as it is now, with what changed since the last published version beside it. */
export function SchemaSection({ tab, value, update, editing }: EventTypePart) {
  const app = useApp();
  const [inferred, setInferred] = useState<JsonObject | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const [reveal, setReveal] = useState<{ place: TextPlace; turn: number } | null>(null);
  const version = lastVersion(value);
  const published = version === null ? null : shownJson(version.schema, version.schemaText);
  const draft = shownJson(value.schema, value.schemaText);
  const { changes } = useSchemaChanges(published, draft);
  const isUnreadable = useIsUnreadable(tab.id, 'schema', draft);
  const refusal = editing.issueAt('schemaText') ?? editing.issueAt('schema');

  const infer = (): void =>
    void attempt(app, async () => {
      const schema = await inferFrom(app, value.examples);
      // It is an object as the other is.
      const ordered = inOrderOf(value.schema, schema) as JsonObject;
      if (JSON.stringify(ordered) === JSON.stringify(value.schema)) app.toast(words.inferredSame);
      else setInferred(ordered);
    });
  if (inferred !== null) {
    return (
      <InferredSchema
        before={draft}
        after={JSON.stringify(inferred, null, 2)}
        onTake={() => {
          const said = { label: words.takeSchema, done: words.schemaTaken };
          void attempt(app, () =>
            changeAtOnce(app, tab.key, said, (before) => withSchema(before, inferred, undefined)),
          );
          setInferred(null);
        }}
        onKeep={() => setInferred(null)}
      />
    );
  }
  return (
    <div className={styles.schema}>
      <Toolbar label={words.schema}>
        <Button
          variant="quiet"
          icon={Braces}
          tooltip={words.inferHint}
          isDisabled={value.examples.length === 0}
          onPress={infer}
        >
          {words.infer}
        </Button>
        <Button variant="quiet" icon={PackageCheck} onPress={() => setPublishing(!isPublishing)}>
          {words.publish}
        </Button>
      </Toolbar>
      {isPublishing ? (
        <PublishForm
          eventType={tab.key}
          value={value}
          changes={changes}
          isUnreadable={isUnreadable}
          onClose={() => setPublishing(false)}
        />
      ) : null}
      <TypedEditor
        tabId={tab.id}
        eventType={tab.key}
        field="schema"
        label={words.schemaLabel(tab.key)}
        value={value.schema}
        text={value.schemaText}
        onChange={(schema, text) => update((before) => withSchema(before, schema, text))}
        schema={jsonSchemaKeywords}
        checkedWith={null}
        allWell={words.usableSchema}
        refusal={refusal}
        reveal={reveal}
        onBlur={() => void editing.flush()}
      />
      {version === null || changes === null ? null : (
        <section ref={keepMessagesAbove} className={styles.changes} aria-label={words.changesSince(version.version)}>
          <h3 className={styles.changesTitle}>
            {words.changesSince(version.version)}
            {isUnreadable ? null : <ChangeCounts changes={changes} />}
          </h3>
          {isUnreadable ? (
            <p className={styles.caution}>
              <TriangleAlert size="0.875rem" aria-hidden="true" />
              {words.notCompared}
            </p>
          ) : (
            <ChangeList
              label={words.changesSince(version.version)}
              changes={changes}
              onShow={(place) => setReveal({ place, turn: Date.now() })}
            />
          )}
        </section>
      )}
    </div>
  );
}
