import type { OpenAPIHono } from '@hono/zod-openapi';
import type { InTurn } from '../../model/index.ts';
import type { BulkOperations } from '../bulk-operations.ts';
import type { KnockApiPorts } from '../ports.ts';
import type { ApiEnv } from '../route.ts';

/** What the calls of one subject are made of. */
export interface Offering {
  app: OpenAPIHono<ApiEnv>;
  ports: KnockApiPorts;
  /** For everything that writes records. */
  inTurn: InTurn;
  bulk: BulkOperations;
}
