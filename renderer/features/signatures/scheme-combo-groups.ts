import { signatures } from '../../strings/signatures.ts';
import type { ComboGroup } from '../../ui/combo-field.tsx';
import { groupIds, groupOf, type LabScheme } from './scheme-groups.ts';

/** Schemes as a choice in groups, in the order of the list. */
export function schemeComboGroups(schemes: readonly LabScheme[]): ComboGroup[] {
  return groupIds.map((id) => ({
    id,
    label: signatures.groups[id],
    options: schemes.filter((each) => groupOf(each) === id).map(({ id: key, name }) => ({ id: key, label: name })),
  }));
}
