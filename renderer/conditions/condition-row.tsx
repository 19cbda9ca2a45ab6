import { X } from 'lucide-react';
import { useState } from 'react';
import { Group } from 'react-aria-components';
import {
  type Condition,
  conditionOperators,
  conditionProblems,
  operatorsWithoutArgument,
  operatorWords,
} from '../../core/contract/index.ts';
import { conditionWords } from '../strings/conditions.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './conditions-editor.module.css';

const operators = conditionOperators.map((id) => ({ id, label: operatorWords[id] }));

interface ConditionRowProps {
  condition: Condition;
  /** It has just been added: what is typed next belongs to it. */
  isNew: boolean;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

export function ConditionRow({ condition, isNew, onChange, onRemove }: ConditionRowProps) {
  const { variable: variableProblem, argument: argumentProblem } = conditionProblems(condition);
  // What is being written for the first time is not wrong yet, only unfinished.
  const [isUnfinished, setUnfinished] = useState(isNew);
  const wordsOf = (problem: keyof typeof conditionWords.problems | null): string | undefined =>
    problem === null || isUnfinished ? undefined : conditionWords.problems[problem];
  return (
    <Group
      aria-label={conditionWords.condition}
      className={styles.row ?? ''}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setUnfinished(false);
      }}
    >
      <TextField
        label={conditionWords.variable}
        isLabelHidden
        isMono
        placeholder={conditionWords.variablePlaceholder}
        autoFocus={isNew}
        value={condition.variable}
        error={wordsOf(variableProblem)}
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
          placeholder={conditionWords.argumentPlaceholders[condition.operator] ?? conditionWords.argumentPlaceholder}
          value={condition.argument ?? ''}
          error={wordsOf(argumentProblem)}
          onChange={(argument) => onChange({ ...condition, argument })}
          className={styles.argument}
        />
      )}
      <IconButton icon={X} label={conditionWords.remove} onPress={onRemove} />
    </Group>
  );
}
