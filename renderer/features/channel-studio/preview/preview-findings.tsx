import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { tallyFindings } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { editorWords } from '../../../strings/editor.ts';
import styles from './preview-pane.module.css';
import { useTemplateErrors } from './use-preview.ts';

/** More would hide the request; the editor marks them all. */
const listedErrors = 5;

interface PreviewFindingsProps {
  templateKey: string;
  unknownVariables: readonly string[];
  /** The request above is an older one. */
  isStale: boolean;
}

/** What is wrong with the template, at the foot of the pane: it comes and goes while one types, and must not move the request. */
export const PreviewFindings = memo(function PreviewFindings(props: PreviewFindingsProps) {
  const { templateKey, unknownVariables, isStale } = props;
  const errors = useTemplateErrors(templateKey);
  if (errors.length === 0 && unknownVariables.length === 0) return null;
  const { count, isMore } = tallyFindings(errors.map(({ field }) => field));
  const more = count - listedErrors;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must scroll with the keyboard
    <section className={styles.findings} tabIndex={0} aria-label={channelStudio.findings}>
      {errors.slice(0, listedErrors).map(({ field, line, column, code, message, hint, samples = [] }) => (
        <p key={`${field}:${line}:${column}:${code}`} className={styles.error}>
          <CircleAlert size="0.875rem" aria-hidden="true" />
          <span>
            <span className={styles.place}>{channelStudio.problemPlace(field, line, column)}</span> {message} {hint}
            {samples.length === 0 ? null : ` ${editorWords.foundWith(samples)}`}
          </span>
        </p>
      ))}
      {more > 0 ? <p className={styles.muted}>{channelStudio.moreErrors(more, isMore)}</p> : null}
      {unknownVariables.length === 0 ? null : (
        <p className={styles.unknown}>
          {channelStudio.unknownTitle}: <code>{unknownVariables.join(', ')}</code>
        </p>
      )}
      {isStale ? <p className={styles.staleNote}>{channelStudio.stale}</p> : null}
    </section>
  );
});
