import { Download, RotateCcw, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { failureCatalogue, failureKinds } from '../../../core/contract/index.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { resend } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { SelectOption } from '../../ui/select-item.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ViewToggle } from '../../ui/view-toggle.tsx';
import styles from './deliveries.module.css';
import { activeFields, type DeliveryFilter, noFilter, readStatusText } from './delivery-filter.ts';
import { filterChip } from './filter-words.ts';
import { HarMenu } from './har-menu.tsx';
import { TimeSpanField } from './time-span-field.tsx';

export const deliveriesViews = ['attempts', 'endpoints'] as const;
export type DeliveriesView = (typeof deliveriesViews)[number];

const any = 'any';
const sinceOptions = Object.entries(words.since).map(([id, label]) => ({ id, label }));
const verdictOptions = (['delivered', 'retry', 'final'] as const).map((id) => ({ id, label: words.verdicts[id] }));
const viewOptions = deliveriesViews.map((id) => ({ id, label: words.views[id] }));
const failureOptions = failureKinds.map((id) => ({ id, label: failureCatalogue[id].title }));

interface FilterBarProps {
  filter: DeliveryFilter;
  onChange: (filter: DeliveryFilter) => void;
  /** Null = not counted yet. */
  count: number | null;
  runs: readonly SelectOption[];
  view: DeliveriesView;
  onView: (view: DeliveriesView) => void;
  onExport: (withSecrets: boolean) => Promise<void>;
  onSendAgain: () => void;
}

/** What the list is narrowed to; every filter that is on is a chip that takes itself away. Its height never changes. */
export function FilterBar({ filter, onChange, count, runs, view, onView, onExport, onSendAgain }: FilterBarProps) {
  const set = (patch: Partial<DeliveryFilter>): void => onChange({ ...filter, ...patch });
  const active = activeFields(filter);
  const choice = <F extends 'runId' | 'verdict' | 'failureKind' | 'sinceMinutes'>(
    field: F,
    label: string,
    anyLabel: string,
    options: readonly SelectOption[],
  ) => (
    <SelectField
      label={label}
      isLabelHidden
      className={styles.field}
      options={[{ id: any, label: anyLabel }, ...options]}
      value={filter[field] === '' ? any : filter[field]}
      // The options of each field are the very values that it may have.
      onChange={(id) => set({ [field]: id === any ? '' : id } as Partial<DeliveryFilter>)}
    />
  );
  return (
    <search className={styles.filters} aria-label={words.filters}>
      <div className={styles.fields}>
        <TextField
          label={words.endpointLabel}
          isLabelHidden
          className={classNames(styles.field, styles.wide)}
          placeholder={words.endpointPlaceholder}
          value={filter.endpoint}
          onChange={(endpoint) => set({ endpoint })}
        />
        <TextField
          label={words.recipientLabel}
          isLabelHidden
          className={classNames(styles.field, styles.wide)}
          placeholder={words.recipientPlaceholder}
          value={filter.recipient}
          onChange={(recipient) => set({ recipient })}
        />
        {choice('verdict', words.fields.verdict, words.anyOutcome, verdictOptions)}
        <TextField
          label={words.statusLabel}
          isLabelHidden
          className={styles.field}
          placeholder={words.statusPlaceholder}
          value={filter.status}
          error={readStatusText(filter.status) === null ? words.statusError : undefined}
          onChange={(status) => set({ status })}
        />
        {choice('failureKind', words.fields.failureKind, words.anyFailure, failureOptions)}
        {choice('runId', words.fields.runId, words.anyRun, runs)}
        {choice('sinceMinutes', words.fields.after, words.anyTime, sinceOptions)}
        <TimeSpanField value={filter.between} onChange={(between) => set({ between })} />
      </div>
      <div className={styles.summary}>
        <div className={styles.chips}>
          {active.map((field) => {
            const text = filterChip(field, filter, (runId) => runs.find(({ id }) => id === runId)?.label);
            return (
              <AriaButton
                key={field}
                className={classNames(styles.chip)}
                aria-label={words.removeFilter(text)}
                onPress={() => set({ [field]: noFilter[field] })}
              >
                <span className={styles.chipText}>{text}</span>
                <X size="0.875rem" aria-hidden="true" />
              </AriaButton>
            );
          })}
        </div>
        {active.length > 1 ? (
          <Button variant="quiet" onPress={() => onChange(noFilter)}>
            {words.clearFilters}
          </Button>
        ) : null}
        <span className={styles.count} role="status">
          {count === null ? '' : words.count(count.toLocaleString('en'))}
        </span>
        <Button
          variant="quiet"
          icon={RotateCcw}
          tooltip={resend.recoverWhy}
          isDisabled={count === 0}
          onPress={onSendAgain}
        >
          <span className={styles.sendAgain}>{resend.action}</span>
        </Button>
        <ViewToggle label={words.viewAs} views={viewOptions} selected={view} onSelect={onView} />
        <HarMenu onExport={onExport}>
          <IconButton size="small" icon={Download} label={words.harOfShown} isDisabled={count === 0} />
        </HarMenu>
      </div>
    </search>
  );
}
