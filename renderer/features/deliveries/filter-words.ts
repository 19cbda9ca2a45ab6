import { failureCatalogue } from '../../../core/contract/index.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { activeFields, type DeliveryFilter, type FilterField } from './delivery-filter.ts';

/** What a filter that is on says: `Outcome: undelivered`. */
export function filterChip(
  field: FilterField,
  filter: DeliveryFilter,
  runLabel: (runId: string) => string | undefined,
): string {
  return words.chip(words.fields[field === 'sinceMinutes' ? 'after' : field], valueWords(field, filter, runLabel));
}

/** All that a list is narrowed to, in one line; '' = to nothing. */
export function filterWords(filter: DeliveryFilter, runLabel: (runId: string) => string | undefined): string {
  return activeFields(filter)
    .map((field) => filterChip(field, filter, runLabel))
    .join(' · ');
}

function valueWords(
  field: FilterField,
  filter: DeliveryFilter,
  runLabel: (runId: string) => string | undefined,
): string {
  switch (field) {
    case 'runId':
      return runLabel(filter.runId) ?? filter.runId;
    case 'verdict':
      return filter.verdict === '' ? '' : words.verdicts[filter.verdict];
    case 'failureKind':
      return filter.failureKind === '' ? '' : failureCatalogue[filter.failureKind].title;
    case 'sinceMinutes':
      return Object.entries(words.since).find(([id]) => id === filter.sinceMinutes)?.[1] ?? filter.sinceMinutes;
    default:
      return filter[field];
  }
}
