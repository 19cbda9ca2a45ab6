import type { RunRequest } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { OptionalNumberField } from './optional-number-field.tsx';

interface ConcurrencyFieldsProps {
  value: RunRequest['concurrency'];
  onChange: (value: RunRequest['concurrency']) => void;
}

export function ConcurrencyFields({ value, onChange }: ConcurrencyFieldsProps) {
  return (
    <>
      <NumberField
        label={words.runConcurrency}
        min={1}
        max={1000}
        value={value.run}
        onChange={(run) => onChange({ ...value, run })}
      />
      <NumberField
        label={words.originConcurrency}
        min={1}
        max={1000}
        value={value.origin}
        onChange={(origin) => onChange({ ...value, origin })}
      />
      <OptionalNumberField
        label={words.perSecond}
        placeholder={words.perSecondBlank}
        min={1}
        max={1000}
        value={value.perSecond ?? null}
        onChange={(perSecond) => {
          const { perSecond: _before, ...rest } = value;
          onChange(perSecond === null ? rest : { ...rest, perSecond });
        }}
      />
    </>
  );
}
