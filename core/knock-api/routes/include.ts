import { z } from '@hono/zod-openapi';
import { listOf } from '../schemas.ts';

/** Knock's `include[]=preferences`. */
export const includeSchema = listOf(z.literal('preferences', 'can only be "preferences"')).optional();

export function noteInclude(include: readonly string[] | undefined, note: (sentence: string) => void): void {
  if (include !== undefined && include.length > 0) note('"include" has no effect: Hookbench keeps no preferences.');
}
