import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './scheme-editor.module.css';
import type { SchemePart } from './scheme-part.ts';

type SeparatorId = keyof typeof words.separators;
const separators = (['none', 'space', 'comma', 'other'] as const).map((id) => ({ id, label: words.separators[id] }));
const texts: Record<SeparatorId, string | null> = { none: null, space: ' ', comma: ',', other: ';' };
const lists = (['value', 'signature'] as const).map((id) => ({ id, label: words.lists[id] }));

/** Whether one header carries several signatures while keys are changed. */
export function RotationFields({ scheme, change, problemAt }: SchemePart) {
  const { signatureSeparator: separator, signatureList } = scheme;
  const id = separatorId(separator);
  const error = problemAt('signatureSeparator');
  return (
    <div className={styles.columns}>
      <SelectField
        label={words.separator}
        options={separators}
        value={id}
        hint={words.rotationHint}
        error={id === 'other' ? undefined : error}
        onChange={(next) =>
          change({
            signatureSeparator: texts[next],
            signatureList: next === 'none' ? undefined : signatureList,
          })
        }
      />
      {id === 'other' ? (
        <TextField
          label={words.separatorText}
          isMono
          value={separator ?? ''}
          error={error}
          onChange={(text) => change({ signatureSeparator: text })}
        />
      ) : null}
      {separator === null ? null : (
        <SelectField
          label={words.list}
          options={lists}
          value={signatureList ?? 'value'}
          onChange={(next) => change({ signatureList: next === 'value' ? undefined : next })}
        />
      )}
    </div>
  );
}

function separatorId(separator: string | null): SeparatorId {
  if (separator === null) return 'none';
  if (separator === ' ') return 'space';
  return separator === ',' ? 'comma' : 'other';
}
