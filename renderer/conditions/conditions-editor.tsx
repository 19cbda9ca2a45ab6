import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConditionGroup } from '../../core/contract/index.ts';
import { conditionWords } from '../strings/conditions.ts';
import { Button } from '../ui/button.tsx';
import { FieldMessage } from '../ui/field-message.tsx';
import { keepFocusIn } from '../ui/keep-focus-in.ts';
import { SelectField } from '../ui/select-field.tsx';
import { type AnyMember, blankCondition, changeMatch, isGroup, membersOf, withMembers } from './condition-edits.ts';
import { ConditionRow } from './condition-row.tsx';
import styles from './conditions-editor.module.css';

const matchOptions = [
  { id: 'all', label: conditionWords.all },
  { id: 'any', label: conditionWords.any },
] as const;

interface ConditionsEditorProps {
  /** Whose conditions, for screen readers. */
  label: string;
  hint?: string;
  value: ConditionGroup | null | undefined;
  /** Null = no conditions. */
  onChange: (value: ConditionGroup | null) => void;
}

/** Knock's conditions: all of a list, or any of a list that may hold groups. */
export function ConditionsEditor({ label, hint, value, onChange }: ConditionsEditorProps) {
  const group = value ?? null;
  const match = group !== null && 'any' in group ? 'any' : 'all';
  const members = membersOf(group);
  const [added, setAdded] = useState<number | null>(null);
  const host = useRef<HTMLFieldSetElement>(null);
  const replace = (index: number, member: AnyMember | null) => {
    if (member === null) {
      setAdded(null);
      keepFocusIn(host.current);
    }
    onChange(withMembers(match, members.toSpliced(index, 1, ...(member === null ? [] : [member]))));
  };
  const add = (member: AnyMember) => {
    setAdded(members.length);
    onChange(withMembers(match, [...members, member]));
  };

  return (
    <fieldset ref={host} className={styles.editor}>
      <legend className={styles.legend}>{label}</legend>
      <FieldMessage hint={hint} />
      {members.length === 0 ? <p className={styles.hint}>{conditionWords.none}</p> : null}
      {members.length > 1 && group !== null ? (
        <SelectField
          label={conditionWords.match}
          options={matchOptions}
          value={match}
          onChange={(next) => onChange(changeMatch(group, next))}
          className={styles.match}
        />
      ) : null}
      {members.map((member, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
        <div key={index} className={styles.member}>
          {isGroup(member) ? (
            <GroupRows rows={member} isNew={index === added} onChange={(next) => replace(index, next)} />
          ) : (
            <ConditionRow
              condition={member}
              isNew={index === added}
              onChange={(next) => replace(index, next)}
              onRemove={() => replace(index, null)}
            />
          )}
        </div>
      ))}
      <div className={styles.actions}>
        <Button icon={Plus} onPress={() => add(blankCondition)}>
          {conditionWords.add}
        </Button>
        {match === 'any' ? (
          <Button icon={Plus} onPress={() => add({ all: [blankCondition] })}>
            {conditionWords.addGroup}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

function GroupRows({
  rows,
  isNew,
  onChange,
}: {
  rows: Extract<AnyMember, { all: unknown }>;
  isNew: boolean;
  onChange: (rows: Extract<AnyMember, { all: unknown }> | null) => void;
}) {
  const [added, setAdded] = useState(isNew ? 0 : null);
  const host = useRef<HTMLDivElement>(null);
  const replace = (next: typeof rows.all) => onChange(next.length === 0 ? null : { all: next });
  return (
    <div ref={host} className={styles.group}>
      <p className={styles.hint}>{conditionWords.allOfGroup}</p>
      {rows.all.map((condition, index) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
          key={index}
          condition={condition}
          isNew={index === added}
          onChange={(next) => replace(rows.all.with(index, next))}
          onRemove={() => {
            setAdded(null);
            keepFocusIn(host.current);
            replace(rows.all.toSpliced(index, 1));
          }}
        />
      ))}
      <Button
        icon={Plus}
        onPress={() => {
          setAdded(rows.all.length);
          replace([...rows.all, blankCondition]);
        }}
      >
        {conditionWords.add}
      </Button>
    </div>
  );
}
