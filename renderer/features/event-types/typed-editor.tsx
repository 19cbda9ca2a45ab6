import { useState } from 'react';
import type { JsonObject, TextPlace } from '../../../core/contract/index.ts';
import { JsonEditor } from '../../editor/json-editor.tsx';
import { textModelUri } from '../../editor/text-models.ts';
import styles from './event-types.module.css';
import { FindingList } from './finding-list.tsx';
import { useJsonCheck } from './use-json-check.ts';
import { useJsonText } from './use-json-text.ts';

interface TypedEditorProps {
  tabId: string;
  eventType: string;
  /** Of the text in the event type: names its model and what is remembered of it. */
  field: string;
  label: string;
  value: JsonObject;
  text: string | undefined;
  onChange(value: JsonObject, text: string | undefined): void;
  /** Drives completion and hover. */
  schema: object;
  /** What the text is checked with; null = it is itself a schema. */
  checkedWith: JsonObject | null;
  allWell: string;
  refusal: string | undefined;
  reveal?: { place: TextPlace; turn: number } | null;
  onBlur(): void;
}

/** One JSON text of an event type: Monaco, and under it what is wrong with the text. */
export function TypedEditor(props: TypedEditorProps) {
  const { tabId, eventType, field, label, value, text, schema, checkedWith, allWell, refusal } = props;
  const { shown, edit, commit } = useJsonText({ tabId, name: field, value, text, onChange: props.onChange });
  const check = useJsonCheck(shown, checkedWith);
  const [own, setOwn] = useState<{ place: TextPlace; turn: number } | null>(null);
  const asked = props.reveal ?? null;
  return (
    <div className={styles.typed}>
      <div className={styles.editor}>
        <JsonEditor
          uri={textModelUri('event-type', eventType, field)}
          value={shown}
          label={label}
          schema={schema}
          findings={check.findings}
          onChange={edit}
          onBlur={() => {
            commit();
            props.onBlur();
          }}
          reveal={own !== null && (asked === null || own.turn > asked.turn) ? own : asked}
        />
      </div>
      <FindingList
        check={check}
        allWell={allWell}
        refusal={refusal}
        onShow={(place) => setOwn({ place, turn: Date.now() })}
      />
    </div>
  );
}
