import type { EventExample, EventType, JsonObject } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';

/** A payload made from the schema; null when the schema describes no object. The same seed gives the same payload. */
export async function generateSample(app: App, { schema }: EventType, seed: number): Promise<EventExample | null> {
  const { examples } = await app.engine.call('eventTypes.generate', { schema, seed, count: 1 });
  const payload = examples[0]?.payload;
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  return isObject ? { name: '', payload: payload as JsonObject } : null;
}
