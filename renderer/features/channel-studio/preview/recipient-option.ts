import { type CommandInput, type ObjectRecord, recipientKey } from '../../../../core/contract/index.ts';
import type { SelectOption } from '../../../ui/select-item.tsx';

/** Recipients offered at once; others are searched for. */
const pageSize = 200;

/** `collection` null = in every one. */
export function recipientPage(
  environment: string,
  collection: string | null,
  search: string,
): CommandInput<'objects.list'> {
  return { environment, collection, search, after: null, limit: pageSize };
}

/** An object by its name; its key is told of one that is no webhook. */
export function recipientOption(object: ObjectRecord, webhookCollection?: string): SelectOption {
  const { name } = object.properties;
  const id = recipientKey(object);
  const label = typeof name === 'string' && name !== '' ? name : object.id;
  return webhookCollection === undefined || object.collection === webhookCollection
    ? { id, label }
    : { id, label, description: id };
}
