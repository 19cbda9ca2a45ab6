import { Plus, X } from 'lucide-react';
import { useMemo } from 'react';
import type { Preview } from '../../../../core/contract/index.ts';
import { SecretMask, SecretToggle, useSecretMask } from '../../../request/secret-mask.tsx';
import { useTabState } from '../../../stores/use-tab-state.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { Button } from '../../../ui/button.tsx';
import { ByteSize } from '../../../ui/byte-size.tsx';
import { ChangedLine } from '../../../ui/changed-line.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { compareLines } from '../../../ui/line-difference.ts';
import { SearchSelectField } from '../../../ui/search-select-field.tsx';
import { comparableText } from '../preview/preview-text.ts';
import { RecipientSelect } from '../preview/recipient-select.tsx';
import { useMaskedTexts } from '../preview/use-masked-texts.ts';
import { usePreviewPart } from '../preview/use-preview.ts';
import { labelOf, type PreviewChoice } from '../preview/use-preview-context.ts';
import styles from './comparison.module.css';
import { type ComparedChoice, useComparedPreviews } from './use-compared-previews.ts';

const columnLimit = 6;

interface CompareSectionProps {
  tabId: string;
  templateKey: string;
  choice: PreviewChoice;
}

/** The request for several recipients or samples side by side; every column is compared with the first, the preview. */
export function CompareSection({ tabId, templateKey, choice }: CompareSectionProps) {
  const [chosen, setChosen] = useTabState<ComparedChoice[]>(tabId, 'compared', []);
  const latest = usePreviewPart(templateKey, 'latest');
  const lastGood = usePreviewPart(templateKey, 'lastGood');
  const first = latest?.request === null ? (lastGood ?? latest) : latest;
  const others = useComparedPreviews(templateKey, choice, chosen, first);
  const maskedTexts = useMaskedTexts(templateKey, first, ...others.map(({ preview }) => preview));
  const change = (index: number, patch: Partial<ComparedChoice>): void =>
    setChosen(chosen.map((entry, place) => (place === index ? { ...entry, ...patch } : entry)));
  const add = (): void =>
    setChosen([
      ...chosen,
      {
        recipient: (choice.recipients[chosen.length + 1] ?? choice.recipients[0])?.id ?? null,
        sample: choice.sample,
      },
    ]);
  return (
    <SecretMask of={templateKey} texts={maskedTexts}>
      <div className={styles.panel}>
        <div className={styles.bar}>
          <span>{channelStudio.compareHint}</span>
          <Button icon={Plus} onPress={add} isDisabled={chosen.length + 1 >= columnLimit}>
            {channelStudio.addComparison}
          </Button>
          {choice.recipients.length < 2 ? null : (
            <Button
              variant="quiet"
              onPress={() =>
                setChosen(
                  choice.recipients
                    .filter(({ id }) => id !== choice.recipient)
                    .slice(0, columnLimit - 1)
                    .map(({ id }) => ({ recipient: id, sample: choice.sample })),
                )
              }
            >
              {choice.recipientCount > columnLimit
                ? channelStudio.compareSomeRecipients(columnLimit - 1)
                : channelStudio.compareRecipients}
            </Button>
          )}
          {choice.samples.length < 2 ? null : (
            <Button
              variant="quiet"
              onPress={() =>
                setChosen(
                  choice.samples
                    .filter(({ id }) => id !== choice.sample)
                    .slice(0, columnLimit - 1)
                    .map(({ id }) => ({ recipient: choice.recipient, sample: id })),
                )
              }
            >
              {choice.samples.length > columnLimit
                ? channelStudio.compareSomeSamples(columnLimit - 1)
                : channelStudio.compareSamples}
            </Button>
          )}
          <SecretToggle />
        </div>
        <div className={styles.columns}>
          <section className={styles.columnFrame} aria-label={channelStudio.preview}>
            <header className={styles.columnHead}>
              <span className={styles.columnName}>{choice.recipientLabel}</span>
              <span className={styles.verdict}>{labelOf(choice.samples, choice.sample)}</span>
            </header>
            <Column preview={first} reference={first} />
          </section>
          {chosen.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column has no identity but its place
            <section key={index} className={styles.columnFrame} aria-label={channelStudio.comparisonColumn(index + 2)}>
              <header className={styles.columnHead}>
                <RecipientSelect
                  options={choice.recipients}
                  value={entry.recipient}
                  valueLabel={labelOf(choice.recipients, entry.recipient) ?? entry.recipient}
                  total={choice.recipientCount}
                  placeholder={channelStudio.nobody}
                  onChange={(recipient) => change(index, { recipient })}
                  className={styles.choice}
                />
                <SearchSelectField
                  label={channelStudio.sample}
                  isLabelHidden
                  options={choice.samples}
                  value={entry.sample}
                  valueLabel={labelOf(choice.samples, entry.sample)}
                  placeholder={channelStudio.noSample}
                  onChange={(sample) => change(index, { sample })}
                  className={styles.choice}
                />
                <IconButton
                  size="small"
                  icon={X}
                  label={channelStudio.removeComparison}
                  onPress={() => setChosen(chosen.toSpliced(index, 1))}
                />
              </header>
              <Column preview={others[index]?.preview ?? null} reference={first} error={others[index]?.error ?? null} />
            </section>
          ))}
        </div>
      </div>
    </SecretMask>
  );
}

interface ColumnProps {
  preview: Preview | null;
  reference: Preview | null;
  error?: string | null;
}

function Column({ preview, reference, error = null }: ColumnProps) {
  const mask = useSecretMask();
  // A preview that does not render is nothing to compare with.
  const base = reference === null || reference.request === null ? preview : reference;
  const rows = useMemo(() => {
    if (preview === null || base === null) return [];
    return compareLines(mask(comparableText(base)), mask(comparableText(preview)));
  }, [preview, base, mask]);
  if (error !== null) return <p className={styles.problem}>{error}</p>;
  if (preview === null) return <p className={styles.note}>{channelStudio.waitingForPreview}</p>;
  if (preview.request === null) {
    return <p className={styles.problem}>{preview.diagnostics[0]?.message ?? channelStudio.previewFailed}</p>;
  }
  const differing = rows.filter(({ left, right }) => left !== right).length;
  return (
    <>
      <p className={styles.note}>
        <ByteSize sizeBytes={preview.request.body.byteLength} />
        {` · ${channelStudio.renderedIn(formatDuration(preview.renderMs))}`}
        {preview === base ? null : ` · ${channelStudio.differingLines(differing)}`}
      </p>
      <div className={styles.column}>
        {rows.map(({ left, right }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <ChangedLine key={index} line={right} other={left} side="after" />
        ))}
      </div>
    </>
  );
}
