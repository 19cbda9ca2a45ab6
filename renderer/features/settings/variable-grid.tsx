import type { KeyValue } from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { settings as words } from '../../strings/settings.ts';
import { KeyValueGrid } from '../../ui/key-value-grid.tsx';
import { isSameVariables, rowsOf, variableProblems, variablesOf } from './variable-rows.ts';

interface VariableGridProps {
  /** Rows that are not fit yet are remembered with this tab. */
  tabId: string;
  variables: Readonly<Record<string, string>>;
  onChange: (variables: Record<string, string>) => void;
}

/** Variables as rows in the order they were typed. A row with a problem stays here, with its message, until it is fit. */
export function VariableGrid({ tabId, variables, onChange }: VariableGridProps) {
  const [typed, setTyped] = useTabState<KeyValue[] | null>(tabId, 'variables', null);
  const rows = typed !== null && isSameVariables(variablesOf(typed), variables) ? typed : rowsOf(variables);
  const problems = variableProblems(rows);
  return (
    <KeyValueGrid
      label={words.variables}
      rows={rows}
      errorAt={(index) => problems[index]}
      onChange={(next) => {
        setTyped(next);
        const after = variablesOf(next);
        if (!isSameVariables(after, variables)) onChange(after);
      }}
    />
  );
}
