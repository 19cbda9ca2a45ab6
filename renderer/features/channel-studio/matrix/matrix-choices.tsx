import { channelStudio } from '../../../strings/channel-studio.ts';
import styles from './matrix.module.css';
import { MatrixChannels } from './matrix-channels.tsx';
import type { MatrixChoosing } from './matrix-choice.ts';
import { MatrixRecipients } from './matrix-recipients.tsx';
import { MatrixSamples } from './matrix-samples.tsx';

interface MatrixChoicesProps {
  environment: string;
  choice: MatrixChoosing;
}

/** What the next run goes over. */
export function MatrixChoices({ environment, choice }: MatrixChoicesProps) {
  return (
    <fieldset className={styles.choices} aria-label={channelStudio.matrixChoices}>
      <MatrixChannels values={choice.channels} onChange={choice.setChannels} />
      <MatrixSamples values={choice.samples} onChange={choice.setSamples} />
      <MatrixRecipients environment={environment} values={choice.recipients} onChange={choice.setRecipients} />
    </fieldset>
  );
}
