import type { RateLimit } from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { NumberField } from '../../ui/number-field.tsx';
import type { TypedNumber } from '../../ui/number-problem.ts';
import { Switch } from '../../ui/switch.tsx';
import styles from './rules.module.css';

interface RateLimitFormProps {
  tabId: string;
  value: RateLimit | undefined;
  onChange: (value: RateLimit | undefined) => void;
}

const firstLimit: RateLimit = { requests: 10, perSeconds: 1 };

/** How many requests the receiver takes before it answers 429. */
export function RateLimitForm({ tabId, value, onChange }: RateLimitFormProps) {
  const typedRequests = useTabState<TypedNumber | null>(tabId, 'typedLimitRequests', null);
  const typedSeconds = useTabState<TypedNumber | null>(tabId, 'typedLimitSeconds', null);
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
            typing={typedRequests}
            onChange={(requests) => onChange({ ...value, requests })}
          />
          <NumberField
            label={words.perSeconds}
            unit="s"
            min={1}
            max={3600}
            value={value.perSeconds}
            typing={typedSeconds}
            onChange={(perSeconds) => onChange({ ...value, perSeconds })}
          />
        </div>
      )}
    </section>
  );
}
