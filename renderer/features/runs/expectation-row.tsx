import { X } from 'lucide-react';
import { useState } from 'react';
import { type Expectation, failureCatalogue, failureKinds, recipientOutcomes } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { OptionalNumberField } from './optional-number-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import styles from './setup.module.css';

interface ExpectationRowProps {
  /** Its place, by which a new one is found. */
  index: number;
  value: Expectation;
  onChange: (value: Expectation) => void;
  onRemove: () => void;
  error?: string | undefined;
}

const outcomeOptions = recipientOutcomes.map((id) => ({ id, label: words.outcomes[id] }));
const signatureOptions = (['any', 'valid', 'invalid'] as const).map((id) => ({ id, label: words.signatures[id] }));

const anyFailure = 'any';
const failureOptions = [
  { id: anyFailure, label: words.anyValue },
  ...failureKinds.map((id) => ({ id, label: failureCatalogue[id].title })),
] as const;

/** What one recipient should come to; what is left blank is not checked. */
export function ExpectationRow({ index, value, onChange, onRemove, error }: ExpectationRowProps) {
  const { isSignatureValid } = value;
  const [isLeft, setLeft] = useState(false);
  // A new row is not wrong yet: it is an error only once its field was left without saying who.
  const isAwaited = value.recipient === '' && !isLeft;
  const signature = isSignatureValid === undefined ? 'any' : isSignatureValid ? 'valid' : 'invalid';
  const setAttempts = (attempts: number | null): void => {
    const { attempts: _before, ...rest } = value;
    onChange(attempts === null ? rest : { ...rest, attempts });
  };
  // An attempt ends with a status or with a failure, never with both.
  const setEnd = (end: Pick<Expectation, 'status' | 'failureKind'>): void => {
    const { status: _status, failureKind: _failure, ...rest } = value;
    onChange({ ...rest, ...end });
  };
  return (
    <div className={styles.expectation} data-expectation={index}>
      <ReferenceField
        label={words.expectedRecipient}
        isLabelHidden
        placeholder={words.othersPlaceholder}
        value={value.recipient}
        error={error === undefined || isAwaited ? undefined : words.problems.recipientText}
        onBlur={() => setLeft(true)}
        onChange={(recipient) => recipient !== null && onChange({ ...value, recipient })}
      />
      <SelectField
        label={words.expectedOutcome}
        isLabelHidden
        options={outcomeOptions}
        value={value.outcome}
        onChange={(outcome) => onChange({ ...value, outcome })}
      />
      <OptionalNumberField
        label={words.expectedAttempts}
        min={0}
        max={50}
        value={value.attempts ?? null}
        onChange={setAttempts}
      />
      <OptionalNumberField
        label={words.expectedStatus}
        min={100}
        max={599}
        value={value.status ?? null}
        onChange={(status) => setEnd(status === null ? {} : { status })}
      />
      <SelectField
        label={words.expectedFailure}
        isLabelHidden
        options={failureOptions}
        value={value.failureKind ?? anyFailure}
        onChange={(id) => setEnd(id === anyFailure ? {} : { failureKind: id })}
      />
      <SelectField
        label={words.expectedSignature}
        isLabelHidden
        options={signatureOptions}
        value={signature}
        onChange={(id) => {
          const { isSignatureValid: _before, ...rest } = value;
          onChange(id === 'any' ? rest : { ...rest, isSignatureValid: id === 'valid' });
        }}
      />
      <IconButton icon={X} label={words.removeExpectation} onPress={onRemove} />
    </div>
  );
}
