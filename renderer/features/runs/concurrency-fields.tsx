import type { RunRequest } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { RateField } from './rate-field.tsx';
import type { NoteUnreadable, UnreadableTexts } from './use-unreadable.ts';

interface ConcurrencyFieldsProps {
  value: RunRequest['concurrency'];
  onChange: (value: RunRequest['concurrency']) => void;
  unreadable: UnreadableTexts;
  noteUnreadable: NoteUnreadable;
}

export function ConcurrencyFields({ value, onChange, unreadable, noteUnreadable }: ConcurrencyFieldsProps) {
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
      <RateField
        value={value.perSecond}
        onChange={(perSecond) => {
          const { perSecond: _before, ...rest } = value;
          onChange(perSecond === undefined ? rest : { ...rest, perSecond });
        }}
        unreadable={unreadable.perSecond}
        onUnreadable={(text) => noteUnreadable('perSecond', text)}
      />
    </>
  );
}
