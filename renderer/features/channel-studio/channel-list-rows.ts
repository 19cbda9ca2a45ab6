import type { StoredDocument } from '../../../core/contract/index.ts';
import type { StoredDocumentOf } from '../../stores/documents.ts';
import { usesOfPartial } from './partial-uses.ts';

export type ChannelListRow =
  | { kind: 'channel'; channel: StoredDocumentOf<'channel'> }
  | { kind: 'heading'; count: number }
  | { kind: 'partial'; partial: StoredDocumentOf<'partial'>; useCount: number };

interface ListFacts {
  channels: readonly StoredDocumentOf<'channel'>[];
  partials: readonly StoredDocumentOf<'partial'>[];
  filter: string;
  isFolded: boolean;
}

/** Channels, and under a heading the partials that they are made with; both narrowed by what is typed. */
export function channelListRows({ channels, partials, filter, isFolded }: ListFacts): ChannelListRow[] {
  const wanted = filter.trim().toLowerCase();
  const isWanted = ({ key, value }: { key: string; value: { name: string } }) =>
    key.includes(wanted) || value.name.toLowerCase().includes(wanted);
  const documents: StoredDocument[] = [...channels, ...partials];
  const shown = partials.filter(isWanted);
  const rows: ChannelListRow[] = channels.filter(isWanted).map((channel) => ({ kind: 'channel', channel }));
  if (shown.length > 0) rows.push({ kind: 'heading', count: shown.length });
  if (!isFolded) {
    for (const partial of shown) {
      rows.push({ kind: 'partial', partial, useCount: usesOfPartial(documents, partial.key).length });
    }
  }
  return rows;
}

/** The id of the tab that the row opens, so that the open one is marked. */
export function rowIdOf(row: ChannelListRow): string {
  if (row.kind === 'heading') return 'heading:partials';
  return row.kind === 'channel' ? `channel:${row.channel.key}` : `partial:${row.partial.key}`;
}
