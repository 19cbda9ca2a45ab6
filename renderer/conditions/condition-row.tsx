import { X } from 'lucide-react';
import { type Condition, conditionOperators } from '../../core/contract/index.ts';
import { conditionWords, operatorsWithoutArgument, operatorWords } from '../strings/conditions.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './conditions-editor.module.css';

const operators = conditionOperators.map((id) => ({ id, label: operatorWords[id] }));

interface ConditionRowProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

export function ConditionRow({ condition, onChange, onRemove }: ConditionRowProps) {
  return (
    <div className={styles.row}>
      <TextField
        label={conditionWords.variable}
        isLabelHidden
        isMono
        placeholder={conditionWords.variablePlaceholder}
        value={condition.variable}
        onChange={(variable) => onChange({ ...condition, variable })}
        className={styles.variable}
      />
      <SelectField
        label={conditionWords.operator}
        isLabelHidden
        options={operators}
        value={condition.operator}
        onChange={(operator) => onChange({ ...condition, operator })}
        className={styles.operator}
      />
      {operatorsWithoutArgument.has(condition.operator) ? (
        <span className={styles.argument} />
      ) : (
        <TextField
          label={conditionWords.argument}
          isLabelHidden
          isMono
          placeholder={conditionWords.argumentPlaceholder}
          value={condition.argument ?? ''}
          onChange={(argument) => onChange({ ...condition, argument })}
          className={styles.argument}
        />
      )}
      <IconButton icon={X} label={conditionWords.remove} onPress={onRemove} />
    </div>
  );
}
