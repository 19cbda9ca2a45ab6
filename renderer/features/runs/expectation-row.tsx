import { X } from 'lucide-react';
import { type Expectation, recipientOutcomes } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { OptionalNumberField } from './optional-number-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import styles from './setup.module.css';

interface ExpectationRowProps {
  value: Expectation;
  onChange: (value: Expectation) => void;
  onRemove: () => void;
  error?: string | undefined;
}

const outcomeOptions = recipientOutcomes.map((id) => ({ id, label: words.outcomes[id] }));
const signatureOptions = (['any', 'valid', 'invalid'] as const).map((id) => ({ id, label: words.signatures[id] }));

/** What one recipient should come to; what is left blank is not checked. */
export function ExpectationRow({ value, onChange, onRemove, error }: ExpectationRowProps) {
  const { isSignatureValid } = value;
  const signature = isSignatureValid === undefined ? 'any' : isSignatureValid ? 'valid' : 'invalid';
  const setOptional = (name: 'attempts' | 'status', number: number | null): void => {
    const { [name]: _before, ...rest } = value;
    onChange(number === null ? rest : { ...rest, [name]: number });
  };
  return (
    <div className={styles.expectation}>
      <ReferenceField
        label={words.expectedRecipient}
        isLabelHidden
        placeholder={words.othersPlaceholder}
        value={value.recipient}
        error={error === undefined ? undefined : words.problems.recipientText}
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
        onChange={(attempts) => setOptional('attempts', attempts)}
      />
      <OptionalNumberField
        label={words.expectedStatus}
        min={100}
        max={599}
        value={value.status ?? null}
        onChange={(status) => setOptional('status', status)}
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
