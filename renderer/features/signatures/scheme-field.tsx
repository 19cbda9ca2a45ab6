import { useMemo } from 'react';
import { signatures } from '../../strings/signatures.ts';
import { ComboField } from '../../ui/combo-field.tsx';
import { labForm } from './lab-form.ts';
import { schemeComboGroups } from './scheme-combo-groups.ts';
import type { LabScheme } from './scheme-groups.ts';

interface SchemeFieldProps {
  schemes: readonly LabScheme[];
  value: string | null;
}

/** The scheme of the lab, found by typing. */
export function SchemeField({ schemes, value }: SchemeFieldProps) {
  const groups = useMemo(() => schemeComboGroups(schemes), [schemes]);
  return (
    <ComboField
      label={signatures.scheme}
      groups={groups}
      value={value}
      onChange={(schemeId) => labForm.setState({ schemeId, senderKey: null })}
    />
  );
}
