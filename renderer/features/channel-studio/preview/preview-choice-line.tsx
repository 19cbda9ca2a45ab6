import { memo } from 'react';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import styles from '../channel-document.module.css';
import type { PreviewChoice } from './use-preview-context.ts';

/** For whom and with which sample the preview is made. */
export const PreviewChoiceLine = memo(function PreviewChoiceLine({ choice }: { choice: PreviewChoice }) {
  return (
    <div className={styles.choiceLine}>
      <span>{channelStudio.previewAs}</span>
      <SelectField
        label={channelStudio.as}
        isLabelHidden
        options={choice.recipients}
        value={choice.recipient}
        placeholder={choice.context === null ? channelStudio.nobody : channelStudio.noWebhooks}
        onChange={choice.chooseRecipient}
        className={styles.choice}
      />
      <span>{channelStudio.previewWith}</span>
      <SelectField
        label={channelStudio.sample}
        isLabelHidden
        options={choice.samples}
        value={choice.sample}
        placeholder={channelStudio.noSample}
        onChange={choice.chooseSample}
        className={styles.choice}
      />
    </div>
  );
});
