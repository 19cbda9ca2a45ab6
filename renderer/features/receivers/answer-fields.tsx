import {
  type AnswerFault,
  answerFaults,
  defaultBytesPerSecond,
  type ReceiverAnswer,
} from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { KeyValueGrid } from '../../ui/key-value-grid.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import type { TypedNumber } from '../../ui/number-problem.ts';
import { SelectField } from '../../ui/select-field.tsx';
import type { SelectOption } from '../../ui/select-item.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './receiver.module.css';

export interface AnswerFieldsProps {
  answer: ReceiverAnswer;
  /** Where it stands in the receiver, such as `answer`. */
  path: string;
  issueAt: (path: string) => string | undefined;
  onChange: (answer: ReceiverAnswer) => void;
}

const noFault = 'none';
const faultOptions: readonly SelectOption<AnswerFault | typeof noFault>[] = [
  { id: noFault, label: words.noFault, description: words.noFaultWhy },
  ...answerFaults.map((id) => ({ id, label: id, description: words.faults[id] })),
];

/** Status, time and fault of an answer. `isThrottling`: also when its own fault is another one. */
export function AnswerOutcomeFields({
  tabId,
  answer,
  path,
  issueAt,
  onChange,
  isThrottling = false,
}: AnswerFieldsProps & { tabId: string; isThrottling?: boolean }) {
  // The receiver's own answer has its names from before there were others.
  const nameOf = (field: string) => (path === 'answer' ? field : `${path}.${field}`);
  const typedStatus = useTabState<TypedNumber | null>(tabId, nameOf('typedStatus'), null);
  const typedLatency = useTabState<TypedNumber | null>(tabId, nameOf('typedLatency'), null);
  const typedUpTo = useTabState<TypedNumber | null>(tabId, nameOf('typedLatencyUpTo'), null);
  const typedRate = useTabState<TypedNumber | null>(tabId, nameOf('typedRate'), null);
  const { latencyMs, latencyUpToMs = latencyMs } = answer;
  const change = (patch: Partial<ReceiverAnswer>) => onChange({ ...answer, ...patch });
  const setFault = (fault: AnswerFault | typeof noFault): void => {
    const { fault: _before, ...rest } = answer;
    onChange(fault === noFault ? rest : { ...rest, fault });
  };
  const setLatencyUpTo = (upToMs: number): void => {
    const { latencyUpToMs: _before, ...rest } = answer;
    onChange(upToMs === latencyMs ? rest : { ...rest, latencyUpToMs: upToMs });
  };
  return (
    <div className={styles.columns}>
      <NumberField
        label={words.answerStatus}
        min={200}
        max={599}
        value={answer.status}
        typing={typedStatus}
        error={issueAt(`${path}.status`)}
        onChange={(status) => change({ status })}
      />
      <NumberField
        label={words.latency}
        unit="ms"
        min={0}
        max={600_000}
        value={latencyMs}
        typing={typedLatency}
        error={issueAt(`${path}.latencyMs`)}
        onChange={(next) => change({ latencyMs: next })}
      />
      <NumberField
        label={words.latencyUpTo}
        unit="ms"
        min={0}
        max={600_000}
        value={latencyUpToMs}
        typing={typedUpTo}
        error={latencyUpToMs < latencyMs ? words.latencyUpToShort : issueAt(`${path}.latencyUpToMs`)}
        onChange={setLatencyUpTo}
      />
      <SelectField label={words.fault} options={faultOptions} value={answer.fault ?? noFault} onChange={setFault} />
      {isThrottling || answer.fault === 'throttle' ? (
        <NumberField
          label={words.bytesPerSecond}
          unit={words.bytesPerSecondUnit}
          min={1}
          max={1_000_000}
          value={answer.bytesPerSecond ?? defaultBytesPerSecond}
          typing={typedRate}
          error={issueAt(`${path}.bytesPerSecond`)}
          onChange={(bytesPerSecond) => change({ bytesPerSecond })}
        />
      ) : null}
    </div>
  );
}

export function AnswerContentFields({
  answer,
  path,
  issueAt,
  onChange,
  onLeave,
}: AnswerFieldsProps & { onLeave: () => void }) {
  return (
    <>
      <div>
        <span className={styles.label}>{words.answerHeaders}</span>
        <KeyValueGrid
          label={words.answerHeaders}
          rows={answer.headers}
          errorAt={(index) => issueAt(`${path}.headers.${index}`)}
          onChange={(headers) => onChange({ ...answer, headers })}
        />
      </div>
      <TextField
        label={words.answerBody}
        isMono
        rows={4}
        value={answer.body}
        onChange={(body) => onChange({ ...answer, body })}
        onBlur={onLeave}
      />
    </>
  );
}
