import { Copy, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { EventExample } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { EventTypePart } from './event-type-part.ts';
import styles from './event-types.module.css';
import { generateSample } from './generate-sample.ts';
import { changeSample, withPayload } from './samples.ts';
import { TypedEditor } from './typed-editor.tsx';

interface SampleEditorProps extends EventTypePart {
  id: string;
  index: number;
  sample: EventExample;
  onRename(name: string): void;
  onDuplicate(): void;
  onRemove(): void;
}

/** One sample: its name, what to do with it, its payload. */
export function SampleEditor(props: SampleEditorProps) {
  const { tab, value, update, editing, id, index, sample, onRename, onDuplicate, onRemove } = props;
  const app = useApp();
  const [seed, setSeed] = useTabState(tab.id, `seed:${id}`, value.examples.length);
  const generateAnother = (): void =>
    void attempt(app, async () => {
      const next = await generateSample(app, value, seed + 1);
      if (next === null) {
        app.toast(words.schemaGivesNoObject);
        return;
      }
      setSeed(seed + 1);
      update((before) => changeSample(before, index, (old) => withPayload(old, next.payload, next.text)));
    });
  const refusal =
    editing.issueAt(`examples.${index}.text`) ??
    editing.issueAt(`examples.${index}.payload`) ??
    (editing.error === null ? undefined : editing.error.message);
  return (
    <section className={styles.sample} aria-label={words.payload(sample.name)}>
      <div className={styles.sampleBar}>
        <SampleName
          name={sample.name}
          taken={value.examples.filter((_, at) => at !== index).map(({ name }) => name)}
          onRename={onRename}
        />
        <Button variant="quiet" icon={RefreshCw} tooltip={words.generateAnotherHint} onPress={generateAnother}>
          {words.generateAnother}
        </Button>
        <IconButton icon={Copy} label={words.duplicate} onPress={onDuplicate} />
        <IconButton icon={Trash2} label={words.deleteSample} onPress={onRemove} />
      </div>
      <TypedEditor
        key={id}
        tabId={tab.id}
        eventType={tab.key}
        field={`sample/${id}`}
        label={words.payload(sample.name)}
        value={sample.payload}
        text={sample.text}
        onChange={(payload, text) =>
          update((before) => changeSample(before, index, (old) => withPayload(old, payload, text)))
        }
        schema={value.schema}
        checkedWith={value.schema}
        allWell={words.fits}
        refusal={refusal}
        onBlur={() => void editing.flush()}
      />
    </section>
  );
}

interface SampleNameProps {
  name: string;
  taken: readonly string[];
  onRename(name: string): void;
}

/** Renamed when the field is left: the name tells samples apart, in scenarios too. */
function SampleName({ name, taken, onRename }: SampleNameProps) {
  const [typed, setTyped] = useState({ of: name, text: name });
  // Another sample, or the same one with another name: what was typed for the name before is no longer meant.
  if (typed.of !== name) setTyped({ of: name, text: name });
  const wanted = typed.text.trim();
  const error = wanted === '' ? words.sampleNameMissing : taken.includes(wanted) ? words.sampleNameTaken : undefined;
  const rename = (): void => {
    if (error === undefined && wanted !== name) onRename(wanted);
  };
  return (
    <TextField
      className={styles.grow}
      label={words.sampleName}
      isLabelHidden
      value={typed.text}
      error={error}
      onChange={(text) => setTyped({ of: name, text })}
      onBlur={rename}
      onEnter={rename}
    />
  );
}
