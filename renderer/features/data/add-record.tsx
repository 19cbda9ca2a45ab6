import { useState } from 'react';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { data as words } from '../../strings/data.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './data.module.css';
import { addRecord } from './record-actions.ts';
import { placeOfTyped, type RecordSet } from './record-set.ts';

interface AddRecordProps {
  environment: string;
  set: RecordSet;
  onAdded: (place: { set: RecordSet; id: string }) => void;
}

/** A new record by its id: it is what others refer to. */
export function AddRecord({ environment, set, onAdded }: AddRecordProps) {
  const app = useApp();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    const place = placeOfTyped(set, typed);
    if (place.id === '') return;
    try {
      if (!(await addRecord(app, environment, place.set, place.id))) {
        setProblem(words.taken(place.id));
        return;
      }
      setTyped('');
      onAdded(place);
    } catch (cause) {
      setProblem(toCommandError(cause).message);
    }
  };
  return (
    <div className={styles.add}>
      <TextField
        label={words.newId}
        isLabelHidden
        isMono
        placeholder={words.newIdOf[set.kind]}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setProblem(null);
        }}
        onEnter={() => void add()}
      />
      <Button onPress={() => void add()} isDisabled={typed.trim() === ''}>
        {words.add}
      </Button>
      {problem === null ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
