import { CircleAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { tallyFindings } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { editorWords } from '../../../strings/editor.ts';
import styles from './preview-pane.module.css';
import { useTemplateFindingList } from './use-preview.ts';

/** More would hide the request; the editor marks them all. */
const listedFindings = 5;

interface PreviewFindingsProps {
  templateKey: string;
  /** The request above is an older one. */
  isStale: boolean;
}

/** What is wrong with the template, at the foot of the pane: it comes and goes while one types, and must not move the request. */
export const PreviewFindings = memo(function PreviewFindings({ templateKey, isStale }: PreviewFindingsProps) {
  const findings = useTemplateFindingList(templateKey);
  if (findings.length === 0) return null;
  const { count, isMore } = tallyFindings(findings.map(({ field }) => field));
  const more = count - listedFindings;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must scroll with the keyboard
    <section className={styles.findings} tabIndex={0} aria-label={channelStudio.findings}>
      {findings.slice(0, listedFindings).map(({ field, line, column, code, severity, message, hint, samples = [] }) => {
        const isError = severity === 'error';
        const Icon = isError ? CircleAlert : TriangleAlert;
        return (
          <p key={`${field}:${line}:${column}:${code}`} className={isError ? styles.error : styles.warning}>
            <Icon size="0.875rem" aria-label={channelStudio.severities[isError ? 'error' : 'warning']} />
            <span>
              <span className={styles.place}>{channelStudio.problemPlace(field, line, column)}</span> {message} {hint}
              {samples.length === 0 ? null : ` ${editorWords.foundWith(samples)}`}
            </span>
          </p>
        );
      })}
      {more > 0 ? <p className={styles.muted}>{channelStudio.moreFindings(more, isMore)}</p> : null}
      {isStale ? <p className={styles.staleNote}>{channelStudio.stale}</p> : null}
    </section>
  );
});
