import type { DistinctLabels } from '../../../ui/distinct-labels.ts';
import { TokenListField } from '../../../ui/token-list-field.tsx';

interface LabelledTokensProps {
  label: string;
  /** Keys of what is chosen. */
  values: readonly string[];
  onChange: (keys: string[]) => void;
  /** Of the known keys. */
  labels: DistinctLabels;
  placeholder: string;
  /** What is wrong with a typed text that is no label. */
  problemOf: (text: string) => string | undefined;
}

/** Keys that are shown, and chosen, by their labels; one without a label stands for itself. */
export function LabelledTokens({ values, onChange, labels, problemOf, ...field }: LabelledTokensProps) {
  const { idOfLabel, labelOfId } = labels;
  return (
    <TokenListField
      {...field}
      values={values.map((key) => labelOfId.get(key) ?? key)}
      onChange={(chosen) => onChange(chosen.map((label) => idOfLabel.get(label) ?? label))}
      suggestions={[...idOfLabel.keys()]}
      prefersKnown
      problemOf={(text) => (idOfLabel.has(text) ? undefined : problemOf(text))}
    />
  );
}
