import { channelStudio } from '../../strings/channel-studio.ts';
import { TextField } from '../../ui/text-field.tsx';
import { DocumentNameFields } from '../document-name-fields.tsx';
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
      <DocumentNameFields
        kind="channel"
        documentKey={templateKey}
        name={value.name}
        newName={channelStudio.newChannelName}
        nameLabel={channelStudio.name}
        nameError={issueAt('name')}
        onChange={(name) => update({ name })}
      />
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
