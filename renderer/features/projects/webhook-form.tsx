import { useState } from 'react';
import type { WebhookRow } from '../../stores/data.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { projects as words } from '../../strings/projects.ts';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TokenListField } from '../../ui/token-list-field.tsx';
import { KeyRotationNote } from './key-rotation-note.tsx';
import { ReceiverUrlMenu } from './receiver-url-menu.tsx';
import { SigningKeyField } from './signing-key-field.tsx';
import { useWebhookForm } from './use-webhook-form.ts';
import type { WebhookPlace } from './webhook-actions.ts';
import styles from './webhook-form.module.css';

const statusWords = {
  saved: words.saved,
  waiting: words.saving,
  saving: words.saving,
  invalid: words.notSaved,
  failed: words.notSaved,
};

export function WebhookForm({ place, row }: { place: WebhookPlace; row: WebhookRow }) {
  const form = useWebhookForm(place, row.object);
  const eventTypes = useDocumentList('event-type');
  const { fields, problems } = form;
  const [isUrlLeft, setIsUrlLeft] = useState(false);
  // A new webhook is not wrong yet: what is to be done is said, as an error only once the field was left without doing it.
  const isUrlAwaited = fields.url.trim() === '' && !isUrlLeft;
  return (
    <form
      className={styles.form}
      aria-label={fields.name}
      data-webhook={row.object.id}
      onSubmit={(event) => event.preventDefault()}
      onBlur={form.flush}
    >
      <header className={styles.header}>
        <h2 className={styles.title} title={fields.name}>
          {fields.name}
        </h2>
        <span className={styles.status} role="status">
          {statusWords[form.status]}
        </span>
      </header>
      <div className={styles.fields}>
        {form.error === null ? null : <ErrorNotice title={words.saveFailed} error={form.error} />}
        <Switch label={words.enabled} isSelected={fields.enabled} onChange={(enabled) => form.change({ enabled })} />
        <TextField
          label={words.name}
          value={fields.name}
          error={problems.name}
          onChange={(name) => form.change({ name })}
          onEnter={form.leaveName}
          onBlur={form.leaveName}
        />
        <TextField
          label={words.url}
          value={fields.url}
          isMono
          placeholder="https://"
          hint={isUrlAwaited ? problems.url : words.urlHint}
          error={isUrlAwaited ? undefined : problems.url}
          onBlur={() => setIsUrlLeft(true)}
          actions={
            <ReceiverUrlMenu
              webhook={row.object}
              name={fields.name}
              chosen={fields.url}
              onChoose={(url) => form.change({ url })}
            />
          }
          onChange={(url) => form.change({ url })}
        />
        <TokenListField
          label={words.eventTypes}
          values={fields.eventTypes}
          suggestions={eventTypes.map((entry) => entry.key)}
          placeholder={words.eventTypesPlaceholder}
          hint={
            fields.eventTypes.length === 0 ? (
              <span className={styles.warning}>{words.noEventsHint}</span>
            ) : (
              words.eventTypesHint
            )
          }
          onChange={(values) => form.change({ eventTypes: values })}
        />
        <SigningKeyField place={place} object={row.object} onSave={form.setKey} />
        <KeyRotationNote place={place} object={row.object} />
        <TextField
          label={words.otherProperties}
          value={fields.otherText}
          isMono
          rows={Math.min(12, Math.max(3, fields.otherText.split('\n').length))}
          placeholder="{}"
          hint={words.otherPropertiesHint}
          error={problems.other}
          onChange={(otherText) => form.change({ otherText })}
        />
        <div className={styles.id}>
          <span>{words.id}</span>
          <CopyChip text={row.object.id} what={words.id} />
        </div>
      </div>
    </form>
  );
}
