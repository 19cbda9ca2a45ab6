import { runs as words } from '../../strings/runs.ts';
import { TokenListField } from '../../ui/token-list-field.tsx';

interface ScenarioReceiversProps {
  /** Keys. */
  values: readonly string[];
  receivers: readonly { key: string; name: string }[];
  onChange: (keys: string[]) => void;
  error?: string | undefined;
}

/** The receivers that a scenario starts before its run. */
export function ScenarioReceivers({ values, receivers, onChange, error }: ScenarioReceiversProps) {
  return (
    <TokenListField
      label={words.receivers}
      values={values}
      onChange={onChange}
      suggestions={receivers.map(({ key }) => key)}
      placeholder={words.receiversPlaceholder}
      error={error}
    />
  );
}
