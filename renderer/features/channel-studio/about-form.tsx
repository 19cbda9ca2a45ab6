import { channelStudio } from '../../strings/channel-studio.ts';
import { TextField } from '../../ui/text-field.tsx';
import { DocumentKeyField } from '../document-key-field.tsx';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';

export function AboutForm({
  templateKey,
  value,
  update,
  flush,
  issueAt,
}: ChannelPart & { issueAt: (path: string) => string | undefined }) {
  return (
    <div className={styles.form}>
      <TextField
        label={channelStudio.name}
        value={value.name}
        error={issueAt('name')}
        onChange={(name) => update({ name })}
        onBlur={() => void flush()}
      />
      <DocumentKeyField key={templateKey} kind="channel" documentKey={templateKey} />
      <TextField
        label={channelStudio.description}
        rows={4}
        value={value.description}
        onChange={(description) => update({ description })}
        onBlur={() => void flush()}
      />
    </div>
  );
}
