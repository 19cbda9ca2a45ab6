import type { Channel } from '../../model/index.ts';

/** The Liquid of a field by the name diagnostics call it. */
export function textOfField(channel: Channel, field: string): string {
  const { request, signing } = channel;
  if (field === 'url') return request.url;
  if (field === 'body') return request.body;
  if (field === 'signing.key') return signing?.key ?? '';
  const [group, index, place, part] = field.split('.');
  if (group === 'signing') {
    const previous = signing?.previousKeys?.[Number(place)];
    return (part === 'validUntil' ? previous?.validUntil : previous?.key) ?? '';
  }
  const rows = group === 'headers' ? request.headers : request.query;
  return rows[Number(index)]?.value ?? '';
}
