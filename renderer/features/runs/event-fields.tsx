import type { EventType, JsonObject, TriggerEvent } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { JsonField } from './json-field.tsx';
import styles from './setup.module.css';
import type { UnreadableText } from './use-unreadable.ts';

interface EventFieldsProps {
  event: TriggerEvent;
  onChange: (event: TriggerEvent) => void;
  eventTypes: readonly { key: string; value: EventType }[];
  error?: string | undefined;
  /** What is typed as JSON and cannot be read. */
  unreadable: UnreadableText | undefined;
  onUnreadable: (text: UnreadableText | null) => void;
}

/** An object with the text it was typed as, where the value alone does not say it. */
interface TypedObject {
  value: JsonObject;
  text: string | undefined;
}

const plainId = '$data';
const ownId = '$own';

/** The event type with one of its samples, a payload of one's own, or plain trigger data. */
export function EventFields({ event, onChange, eventTypes, error, unreadable, onUnreadable }: EventFieldsProps) {
  const type = 'type' in event ? event.type : null;
  const known = eventTypes.find(({ key }) => key === type);
  const examples = known?.value.examples ?? [];
  const chooseType = (id: string): void => {
    onUnreadable(null);
    if (id === plainId) {
      onChange(eventWith(null, payloadOf(event, eventTypes)));
      return;
    }
    const first = eventTypes.find(({ key }) => key === id)?.value.examples[0];
    onChange(first === undefined ? { type: id, payload: {} } : { type: id, sample: first.name });
  };
  const chooseSample = (id: string): void => {
    if (type === null) return;
    onUnreadable(null);
    onChange(id === ownId ? eventWith(type, payloadOf(event, eventTypes)) : { type, sample: id });
  };
  const typeOptions = [
    ...eventTypes.map(({ key, value }) => ({ id: key, label: key, description: value.description })),
    ...(type !== null && known === undefined ? [{ id: type, label: type }] : []),
    { id: plainId, label: words.plainData, description: words.plainDataWhy },
  ];
  return (
    <>
      <SelectField
        label={words.event}
        options={typeOptions}
        value={type ?? plainId}
        placeholder={words.noEvent}
        onChange={chooseType}
        error={error}
      />
      {type === null ? null : (
        <SelectField
          label={words.sample}
          options={[
            ...examples.map(({ name }) => ({ id: name, label: name })),
            { id: ownId, label: words.ownPayload, description: words.ownPayloadWhy },
          ]}
          value={'sample' in event ? event.sample : ownId}
          onChange={chooseSample}
        />
      )}
      {'sample' in event ? null : (
        <JsonField
          // Another event begins with its own text.
          key={type ?? plainId}
          label={'payload' in event ? words.payload : words.data}
          value={'payload' in event ? event.payload : event.data}
          typedText={'payload' in event ? event.payloadText : event.dataText}
          onChange={(value, text) => onChange(eventWith(type, { value, text }))}
          unreadable={unreadable}
          onUnreadable={onUnreadable}
          className={styles.wide}
        />
      )}
    </>
  );
}

/** What is chosen now, as the beginning of a payload of one's own. */
function payloadOf(event: TriggerEvent, eventTypes: EventFieldsProps['eventTypes']): TypedObject {
  if ('data' in event) return { value: event.data, text: event.dataText };
  if ('payload' in event) return { value: event.payload, text: event.payloadText };
  const examples = eventTypes.find(({ key }) => key === event.type)?.value.examples ?? [];
  const sample = examples.find(({ name }) => name === event.sample);
  return { value: sample?.payload ?? {}, text: sample?.text };
}

function eventWith(type: string | null, { value, text }: TypedObject): TriggerEvent {
  if (type === null) return { data: value, ...(text === undefined ? {} : { dataText: text }) };
  return { type, payload: value, ...(text === undefined ? {} : { payloadText: text }) };
}
