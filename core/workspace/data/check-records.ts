import type { z } from 'zod';
import { CommandError } from '../../contract/errors.ts';
import {
  fileNameOfKey,
  objectRecordSchema,
  type SubscriptionRecord,
  sentRecord,
  subscriptionRecordSchema,
  userRecordSchema,
} from '../../model/index.ts';
import { describeIssues } from '../schema-problems.ts';
import { temporarySuffix } from '../staged-files.ts';
import { typedTextOffenceOf } from '../typed-json.ts';
import type { DataSnapshot } from '../workspace-types.ts';

type HeldRecord = Pick<SubscriptionRecord, 'properties' | 'propertiesText'>;

function checkText({ properties, propertiesText }: HeldRecord, place: readonly string[]): void {
  if (propertiesText === undefined) return;
  const message =
    properties === null
      ? 'There are no properties that the text could stand for.'
      : typedTextOffenceOf(propertiesText, properties);
  if (message !== null) {
    throw new CommandError('invalid-input', message, { field: [...place, 'propertiesText'].join('.') });
  }
}

/** What file systems take as one name, in bytes. */
const maxFileNameBytes = 255;

/** A collection's name becomes its file's, in ASCII, which for a while has a suffix. */
function checkCollections(objects: DataSnapshot['objects']): void {
  for (const [index, { collection }] of objects.entries()) {
    const tooLong = `${fileNameOfKey(collection)}.json${temporarySuffix}`.length - maxFileNameBytes;
    if (tooLong <= 0) continue;
    const message = `The collection "${collection.slice(0, 40)}…" has a name that is too long for a file, by ${tooLong} bytes.`;
    throw new CommandError('invalid-input', message, { field: `objects.${index}.collection` });
  }
}

/** Throws CommandError invalid-input for the first record that its schema refuses. */
export function checkRecords(records: Partial<DataSnapshot>): void {
  const check = (schema: z.ZodType, list: readonly HeldRecord[] | undefined, name: string) => {
    for (const [index, record] of (list ?? []).entries()) {
      const sent = sentRecord(record);
      const checked = schema.safeParse(sent);
      if (checked.success) {
        checkText(sent, [name, String(index)]);
        continue;
      }
      const [offence] = describeIssues(checked.error.issues, record);
      const field = [name, index, ...(offence?.path ?? [])].map(String).join('.');
      throw new CommandError('invalid-input', offence?.message ?? 'The record is not valid.', { field });
    }
  };
  check(objectRecordSchema, records.objects, 'objects');
  check(userRecordSchema, records.users, 'users');
  check(userRecordSchema, records.tenants, 'tenants');
  check(subscriptionRecordSchema, records.subscriptions, 'subscriptions');
  checkCollections(records.objects ?? []);
}
