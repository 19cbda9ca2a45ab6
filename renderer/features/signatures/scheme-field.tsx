import { useMemo } from 'react';
import { signatures } from '../../strings/signatures.ts';
import { ComboField } from '../../ui/combo-field.tsx';
import { labForm } from './lab-form.ts';
import { groupIds, groupOf, type LabScheme } from './scheme-groups.ts';

interface SchemeFieldProps {
  schemes: readonly LabScheme[];
  value: string | null;
}

/** The scheme of the lab, found by typing. */
export function SchemeField({ schemes, value }: SchemeFieldProps) {
  const groups = useMemo(
    () =>
      groupIds.map((id) => ({
        id,
        label: signatures.groups[id],
        options: schemes.filter((each) => groupOf(each) === id).map(({ id: key, name }) => ({ id: key, label: name })),
      })),
    [schemes],
  );
  return (
    <ComboField
      label={signatures.scheme}
      groups={groups}
      value={value}
      onChange={(schemeId) => labForm.setState({ schemeId, senderKey: null })}
    />
  );
}
