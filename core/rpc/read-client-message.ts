import { z } from 'zod';
import { type ClientMessage, streamCreditWindow } from '../contract/wire.ts';

const id = z.number().int().positive();
/** A reader may not ask for more than the window: the bound on memory is the engine's to keep. */
const credit = z.number().int().positive().max(streamCreditWindow);

const clientMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id, name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('open'), id, name: z.string(), input: z.unknown(), credit }),
  z.object({ kind: z.literal('credit'), id, count: credit }),
  z.object({ kind: z.literal('cancel'), id }),
  z.object({ kind: z.literal('heard'), count: z.number().int().positive() }),
]);

/** One message of a client, checked; null = it is none. */
export function readClientMessage(raw: unknown): ClientMessage | null {
  const parsed = clientMessageSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}
