import { X } from 'lucide-react';
import { useState } from 'react';
import { Group } from 'react-aria-components';
import {
  matchProblem,
  type RequestMatch,
  requestParts,
  requestTests,
  testsWithoutValue,
} from '../../../core/contract/index.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './rules.module.css';

const parts = requestParts.map((id) => ({ id, label: words.parts[id] }));
const tests = requestTests.map((id) => ({ id, label: words.tests[id] }));

interface MatchRowProps {
  match: RequestMatch;
  /** It has just been added: what is typed next belongs to it. */
  isNew: boolean;
  /** A rule without any would fit everything, so the last one stays. */
  isOnly: boolean;
  onChange: (match: RequestMatch) => void;
  onRemove: () => void;
}

/** One thing that a rule looks at. */
export function MatchRow({ match, isNew, isOnly, onChange, onRemove }: MatchRowProps) {
  const { part, name, test, value } = match;
  // What is being written for the first time is not wrong yet, only unfinished.
  const [isUnfinished, setUnfinished] = useState(isNew);
  return (
    <Group
      aria-label={words.match}
      className={styles.match ?? ''}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setUnfinished(false);
      }}
    >
      <SelectField
        label={words.part}
        isLabelHidden
        options={parts}
        value={part}
        onChange={(next) => onChange({ ...match, part: next, name: next === 'method' ? '' : name })}
        className={styles.part}
      />
      {part === 'method' ? null : (
        <TextField
          label={words.name}
          isLabelHidden
          isMono
          autoFocus={isNew}
          placeholder={words.namePlaceholders[part]}
          value={name}
          error={isUnfinished || matchProblem(match) === null ? undefined : words.nameMissing}
          onChange={(next) => onChange({ ...match, name: next })}
          className={styles.name}
        />
      )}
      <SelectField
        label={words.test}
        isLabelHidden
        options={tests}
        value={test}
        onChange={(next) => onChange({ ...match, test: next })}
        className={styles.test}
      />
      {testsWithoutValue.has(test) ? (
        <span className={styles.value} />
      ) : (
        <TextField
          label={words.value}
          isLabelHidden
          isMono
          placeholder={words.valuePlaceholders[part]}
          value={value}
          onChange={(next) => onChange({ ...match, value: next })}
          className={styles.value}
        />
      )}
      <IconButton icon={X} label={words.removeMatch} isDisabled={isOnly} onPress={onRemove} />
    </Group>
  );
}
