import type { z } from 'zod';
import { CommandError } from '../../contract/errors.ts';
import { objectRecordSchema, subscriptionRecordSchema, userRecordSchema } from '../../model/index.ts';
import { describeIssues } from '../schema-problems.ts';
import type { DataSnapshot } from '../workspace-types.ts';

/** Throws CommandError invalid-input for the first record that its schema refuses. */
export function checkRecords(records: Partial<DataSnapshot>): void {
  const check = (schema: z.ZodType, list: readonly unknown[] | undefined, name: string) => {
    for (const [index, record] of (list ?? []).entries()) {
      const checked = schema.safeParse(record);
      if (checked.success) continue;
      const [offence] = describeIssues(checked.error.issues, record);
      const field = [name, index, ...(offence?.path ?? [])].map(String).join('.');
      throw new CommandError('invalid-input', offence?.message ?? 'The record is not valid.', { field });
    }
  };
  check(objectRecordSchema, records.objects, 'objects');
  check(userRecordSchema, records.users, 'users');
  check(userRecordSchema, records.tenants, 'tenants');
  check(subscriptionRecordSchema, records.subscriptions, 'subscriptions');
}
