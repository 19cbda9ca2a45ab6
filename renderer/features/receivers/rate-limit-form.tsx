import type { RateLimit } from '../../../core/contract/index.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './rules.module.css';

interface RateLimitFormProps {
  value: RateLimit | undefined;
  onChange: (value: RateLimit | undefined) => void;
}

const firstLimit: RateLimit = { requests: 10, perSeconds: 1 };

/** How many requests the receiver takes before it answers 429. */
export function RateLimitForm({ value, onChange }: RateLimitFormProps) {
  return (
    <section className={styles.limit} aria-label={words.rateLimit}>
      <Switch
        label={words.rateLimit}
        isSelected={value !== undefined}
        onChange={(isOn) => onChange(isOn ? firstLimit : undefined)}
      />
      <p className={styles.muted}>{value === undefined ? words.rateLimitOff : words.rateLimitOn}</p>
      {value === undefined ? null : (
        <div className={styles.limitFields}>
          <NumberField
            label={words.requests}
            min={1}
            max={10_000}
            value={value.requests}
            onChange={(requests) => onChange({ ...value, requests })}
          />
          <NumberField
            label={words.perSeconds}
            unit="s"
            min={1}
            max={3600}
            value={value.perSeconds}
            onChange={(perSeconds) => onChange({ ...value, perSeconds })}
          />
        </div>
      )}
    </section>
  );
}
