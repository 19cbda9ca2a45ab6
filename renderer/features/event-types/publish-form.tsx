import { useState } from 'react';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PlacedChange } from './change-list.tsx';
import { changeAtOnce } from './event-type-actions.ts';
import type { EventTypePart } from './event-type-part.ts';
import styles from './event-types.module.css';
import { gravest, lastVersion, nextVersionName, publishVersion } from './versions.ts';

interface PublishFormProps extends Pick<EventTypePart, 'value'> {
  eventType: string;
  /** Since the last version; null = there is none. */
  changes: readonly PlacedChange[] | null;
  /** What is typed is no JSON: the file has an older schema. */
  isUnreadable: boolean;
  onClose(): void;
}

/** Keeps the schema as it is now under a version's name. */
export function PublishForm({ eventType, value, changes, isUnreadable, onClose }: PublishFormProps) {
  const app = useApp();
  const [typed, setTyped] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const version = (typed ?? nextVersionName(value, gravest(changes ?? []))).trim();
  const isTaken = (value.versions ?? []).some((known) => known.version === version);
  const isFit = /^[A-Za-z0-9._+-]{1,64}$/.test(version);
  const isSame = JSON.stringify(lastVersion(value)?.schema) === JSON.stringify(value.schema);
  const hindrance = isUnreadable ? words.unreadableToPublish : isSame ? words.nothingToPublish : null;
  const error = isTaken ? words.versionTaken : isFit ? undefined : words.versionInvalid;
  const publish = (): void => {
    if (error !== undefined || hindrance !== null) return;
    const said = { label: words.publishLabel(version), done: words.published(version) };
    const keep = async (): Promise<void> => {
      await changeAtOnce(app, eventType, said, (before) => publishVersion(before, version, notes.trim()));
      onClose();
    };
    void attempt(app, keep);
  };
  return (
    <section className={styles.publish} aria-label={words.publishTitle}>
      <p className={styles.quiet}>{words.publishHint}</p>
      <div className={styles.publishFields}>
        <TextField
          className={styles.versionField}
          label={words.version}
          value={typed ?? version}
          isMono
          autoFocus
          error={error}
          onChange={setTyped}
          onEnter={publish}
        />
        <TextField className={styles.grow} label={words.notes} value={notes} onChange={setNotes} onEnter={publish} />
      </div>
      <div className={styles.actions}>
        <Button variant="primary" isDisabled={error !== undefined || hindrance !== null} onPress={publish}>
          {words.publishNow}
        </Button>
        <Button onPress={onClose}>{words.cancel}</Button>
        {hindrance === null ? null : <span className={styles.quiet}>{hindrance}</span>}
      </div>
    </section>
  );
}
