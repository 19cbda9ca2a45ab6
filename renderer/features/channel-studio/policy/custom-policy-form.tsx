import type { DeliveryPolicy } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { NumberField } from '../../../ui/number-field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import styles from '../channel-document.module.css';
import { NumberListField } from './number-list-field.tsx';

const retryAfterOptions = [
  { id: 'ignore', label: channelStudio.retryAfterIgnore },
  { id: 'honour', label: channelStudio.retryAfterHonour },
  { id: 'up-to-double', label: channelStudio.retryAfterDouble },
] as const;
const plainHttpOptions = [
  { id: 'never', label: channelStudio.plainHttpNever },
  { id: 'loopback', label: channelStudio.plainHttpLoopback },
  { id: 'always', label: channelStudio.plainHttpAlways },
] as const;

interface CustomPolicyFormProps {
  policy: DeliveryPolicy;
  onChange: (policy: DeliveryPolicy) => void;
}

export function CustomPolicyForm({ policy, onChange }: CustomPolicyFormProps) {
  const change = (patch: Partial<DeliveryPolicy>) => onChange({ ...policy, ...patch });
  return (
    <>
      <div className={styles.columns}>
        <NumberField
          label={channelStudio.timeout}
          unit="ms"
          min={1}
          max={600_000}
          value={policy.timeoutMs}
          onChange={(timeoutMs) => change({ timeoutMs })}
        />
        <NumberField
          label={channelStudio.maxAttempts}
          min={1}
          max={50}
          value={policy.maxAttempts}
          onChange={(maxAttempts) => change({ maxAttempts })}
        />
        <NumberField
          label={channelStudio.jitter}
          unit="%"
          min={0}
          max={100}
          value={Math.round(policy.jitter.ratio * 100)}
          onChange={(percent) => change({ jitter: { ...policy.jitter, ratio: percent / 100 } })}
        />
        <SelectField
          label={channelStudio.retryAfter}
          options={retryAfterOptions}
          value={policy.retryAfter}
          onChange={(retryAfter) => change({ retryAfter })}
        />
        <SelectField
          label={channelStudio.plainHttp}
          options={plainHttpOptions}
          value={policy.plainHttp}
          onChange={(plainHttp) => change({ plainHttp })}
        />
      </div>
      <NumberListField
        label={channelStudio.retryDelays}
        hint={channelStudio.retryDelaysHint}
        invalid={channelStudio.retryDelaysError}
        isAllowed={(seconds) => seconds >= 0}
        values={policy.retryDelaysMs.map((delayMs) => delayMs / 1000)}
        onChange={(seconds) => change({ retryDelaysMs: seconds.map((value) => Math.round(value * 1000)) })}
      />
      <NumberListField
        label={channelStudio.finalStatuses}
        hint={channelStudio.finalStatusesHint}
        invalid={channelStudio.finalStatusesError}
        isAllowed={(status) => Number.isInteger(status) && status >= 100 && status <= 599}
        values={policy.finalStatuses}
        onChange={(finalStatuses) => change({ finalStatuses })}
      />
    </>
  );
}
