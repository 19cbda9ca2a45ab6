import type { StoredDocument } from '../../../core/contract/index.ts';
import { type DocumentsState, selectDocuments } from '../../stores/documents.ts';
import { usesOfPartial } from './partials/partial-uses.ts';

export type ChannelListRow =
  | { kind: 'channel'; key: string; name: string }
  | { kind: 'heading'; count: number }
  | { kind: 'partial'; key: string; name: string; useCount: number };

interface ListChoice {
  filter: string;
  isFolded: boolean;
}

/**
 * Channels, and under a heading the partials that they are made with; both narrowed by what is typed. Rows hold what is shown
 * and nothing else: those of a channel whose body has changed are the same.
 */
export function channelListRows(documents: DocumentsState, { filter, isFolded }: ListChoice): ChannelListRow[] {
  const wanted = filter.trim().toLowerCase();
  const isWanted = ({ key, value }: { key: string; value: { name: string } }) =>
    key.includes(wanted) || value.name.toLowerCase().includes(wanted);
  const channels = selectDocuments(documents, 'channel');
  const partials = selectDocuments(documents, 'partial');
  const users: StoredDocument[] = [...channels, ...partials, ...selectDocuments(documents, 'workflow')];
  const shown = partials.filter(isWanted);
  const rows = channels
    .filter(isWanted)
    .map(({ key, value }): ChannelListRow => ({ kind: 'channel', key, name: value.name }));
  if (shown.length > 0) rows.push({ kind: 'heading', count: shown.length });
  if (!isFolded) {
    for (const { key, value } of shown) {
      rows.push({ kind: 'partial', key, name: value.name, useCount: usesOfPartial(users, key).length });
    }
  }
  return rows;
}

/** The id of the tab that the row opens, so that the open one is marked. */
export function rowIdOf(row: ChannelListRow): string {
  return row.kind === 'heading' ? 'heading:partials' : `${row.kind}:${row.key}`;
}
