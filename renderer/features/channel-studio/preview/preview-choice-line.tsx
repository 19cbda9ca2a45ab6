import { memo } from 'react';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { SearchSelectField } from '../../../ui/search-select-field.tsx';
import styles from '../channel-document.module.css';
import { RecipientSelect } from './recipient-select.tsx';
import { labelOf, type PreviewChoice } from './use-preview-context.ts';

/** For whom and with which sample the preview is made. */
export const PreviewChoiceLine = memo(function PreviewChoiceLine({ choice }: { choice: PreviewChoice }) {
  return (
    <div className={styles.choiceLine}>
      <span>{channelStudio.previewAs}</span>
      <RecipientSelect
        options={choice.recipients}
        value={choice.recipient}
        valueLabel={choice.recipientLabel}
        total={choice.recipientCount}
        placeholder={choice.context === null ? channelStudio.nobody : channelStudio.noWebhooks}
        onChange={choice.chooseRecipient}
        className={styles.choice}
      />
      <span>{channelStudio.previewWith}</span>
      <SearchSelectField
        label={channelStudio.sample}
        isLabelHidden
        options={choice.samples}
        value={choice.sample}
        valueLabel={labelOf(choice.samples, choice.sample)}
        placeholder={channelStudio.noSample}
        onChange={choice.chooseSample}
        className={styles.choice}
      />
    </div>
  );
});
