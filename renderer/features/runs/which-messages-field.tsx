import { resend as words } from '../../strings/resend.ts';
import { SelectField } from '../../ui/select-field.tsx';

interface WhichMessagesFieldProps<Choice extends keyof typeof words.whichOf> {
  choices: readonly Choice[];
  value: Choice;
  /** Undefined = not counted yet. */
  counts: Parameters<typeof words.whichCounts>[0] | undefined;
  onChange: (choice: Choice) => void;
}

/** Which messages are to be sent again, by what became of them. */
export function WhichMessagesField<Choice extends keyof typeof words.whichOf>(props: WhichMessagesFieldProps<Choice>) {
  const { choices, value, counts, onChange } = props;
  return (
    <SelectField
      label={words.which}
      options={choices.map((id) => ({ id, label: words.whichOf[id] }))}
      value={value}
      hint={counts === undefined ? undefined : words.whichCounts(counts)}
      onChange={onChange}
    />
  );
}
