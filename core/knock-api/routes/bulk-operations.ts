import { z } from '@hono/zod-openapi';
import { missing } from '../api-error.ts';
import { offer } from '../route.ts';
import { bulkOperationSchema } from '../schemas.ts';
import type { Offering } from './offering.ts';

export function offerBulkOperations({ app, bulk }: Offering): void {
  offer(
    app,
    {
      method: 'get',
      path: '/v1/bulk_operations/{id}',
      summary: 'Get what has become of a bulk operation',
      description: 'Each item of "error_items" says why it was left out, and "error" why the whole operation failed.',
      params: z.object({ id: z.string() }),
      answer: bulkOperationSchema,
      errors: [404],
    },
    ({ params, note }) => {
      const found = bulk.get(params.id);
      if (found === null) {
        throw missing(`There is no bulk operation "${params.id}". The newest are kept until the API is switched off.`);
      }
      for (const sentence of found.notes) note(sentence);
      return found.operation;
    },
  );
}
