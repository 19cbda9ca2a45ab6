import type { SignatureScheme } from '../../../../core/contract/index.ts';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { CarrierRows } from './carrier-rows.tsx';
import styles from './scheme-editor.module.css';
import { listOrNone, type SchemePart } from './scheme-part.ts';

type HeaderRow = SignatureScheme['headers'][number];
interface FieldRow {
  name: string;
  value: string;
  isNumber?: boolean | undefined;
}

const keyOptions = (['any', 'current', 'previous'] as const).map((id) => ({ id, label: words.forKeys[id] }));

/** Where signature, id and time travel: headers, the query, fields of the JSON body. */
export function SentFields({ scheme, change, problemAt }: SchemePart) {
  const fieldRows: FieldRow[] = (scheme.bodyFields ?? []).map(({ path, value, isNumber }) => ({
    name: path,
    value,
    isNumber,
  }));
  return (
    <>
      <p className={styles.hint}>{words.sentHint}</p>
      <CarrierRows<HeaderRow>
        title={words.headers}
        rows={scheme.headers}
        onChange={(headers) => change({ headers })}
        blank={{ name: '', value: '' }}
        addLabel={words.addHeader}
        labels={{ name: words.header, value: words.headerValue }}
        nameError={(index) => problemAt(`headers.${index}.name`)}
        valueError={(index) => problemAt(`headers.${index}.value`)}
        error={problemAt('headers')}
        renderExtra={(row, index, changeRow) => (
          <SelectField
            label={words.headerKey(index + 1)}
            options={keyOptions}
            value={row.forKey ?? 'any'}
            onChange={(id) => changeRow({ forKey: id === 'any' ? undefined : id } as Partial<HeaderRow>)}
          />
        )}
      />
      <CarrierRows
        title={words.query}
        rows={scheme.query ?? []}
        onChange={(query) => change({ query: listOrNone(query) })}
        blank={{ name: '', value: '' }}
        addLabel={words.addQuery}
        labels={{ name: words.queryName, value: words.queryValue }}
        nameError={(index) => problemAt(`query.${index}.name`)}
        valueError={(index) => problemAt(`query.${index}.value`)}
        error={problemAt('query')}
      />
      <CarrierRows<FieldRow>
        title={words.bodyFields}
        rows={fieldRows}
        onChange={(rows) => change({ bodyFields: listOrNone(rows.map(bodyFieldOf)) })}
        blank={{ name: '', value: '' }}
        addLabel={words.addBodyField}
        labels={{ name: words.fieldPath, value: words.fieldValue }}
        nameError={(index) => problemAt(`bodyFields.${index}.path`)}
        valueError={(index) => problemAt(`bodyFields.${index}.value`)}
        error={problemAt('bodyFields')}
        renderExtra={(row, _index, changeRow) => (
          <div className={styles.inRow}>
            <Switch
              label={words.isNumber}
              isSelected={row.isNumber === true}
              onChange={(isOn) => changeRow({ isNumber: isOn ? true : undefined })}
            />
          </div>
        )}
      />
    </>
  );
}

function bodyFieldOf({ name, value, isNumber }: FieldRow): NonNullable<SignatureScheme['bodyFields']>[number] {
  return { path: name, value, ...(isNumber === true ? { isNumber } : {}) };
}
