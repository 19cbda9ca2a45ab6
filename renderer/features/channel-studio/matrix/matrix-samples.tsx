import { useMemo } from 'react';
import { useDocumentList } from '../../../stores/use-document.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { TokenListField } from '../../../ui/token-list-field.tsx';
import { sampleKeyOf, sampleKeys, sampleLabel } from './sample-labels.ts';

interface MatrixSamplesProps {
  /** `sampleKey()`s; empty = every sample of every event type. */
  values: readonly string[];
  onChange: (keys: string[]) => void;
}

/** With what the matrix renders: an event type with all its samples, or one of them. */
export function MatrixSamples({ values, onChange }: MatrixSamplesProps) {
  const eventTypes = useDocumentList('event-type');
  const known = useMemo(() => new Set(sampleKeys(eventTypes)), [eventTypes]);
  const suggestions = useMemo(() => [...known].map(sampleLabel), [known]);
  return (
    <TokenListField
      label={channelStudio.matrixSamples}
      values={values.map(sampleLabel)}
      onChange={(labels) => onChange(labels.map(sampleKeyOf))}
      suggestions={suggestions}
      prefersKnown
      placeholder={channelStudio.matrixEverySample}
      problemOf={(text) => (known.has(sampleKeyOf(text)) ? undefined : channelStudio.matrixUnknownSample)}
    />
  );
}
