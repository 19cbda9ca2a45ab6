import type { ClockChoice } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { formatDuration } from '../../ui/format.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';

interface ClockFieldsProps {
  clock: ClockChoice;
  onChange: (clock: ClockChoice) => void;
  error?: string | undefined;
  isDisabled?: boolean;
}

const options = [
  { id: 'real', label: words.clocks.real, description: words.clocks.realWhy },
  { id: 'virtual', label: words.clocks.virtual, description: words.clocks.virtualWhy },
  { id: 'scaled', label: words.clocks.scaled, description: words.clocks.scaledWhy },
] as const;
const hourMs = 3_600_000;

/** How time passes in the run, with what that means. */
export function ClockFields({ clock, onChange, error, isDisabled = false }: ClockFieldsProps) {
  const kind = typeof clock === 'string' ? clock : 'scaled';
  return (
    <>
      <SelectField
        label={words.clock}
        options={options}
        value={kind}
        isDisabled={isDisabled}
        hint={words.clocks[`${kind}Why`]}
        onChange={(id) => onChange(id === 'scaled' ? { scale: 100 } : id)}
      />
      {typeof clock === 'string' ? null : (
        <NumberField
          label={words.scale}
          unit="×"
          min={0.001}
          max={1_000_000}
          isFraction
          value={clock.scale}
          isReadOnly={isDisabled}
          hint={words.scaleHint(formatDuration(hourMs / clock.scale))}
          error={error}
          onChange={(scale) => onChange({ scale })}
        />
      )}
    </>
  );
}
