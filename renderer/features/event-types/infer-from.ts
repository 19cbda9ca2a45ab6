import { type EventExample, type JsonObject, shownJson } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';

/** The schema that samples give, as they are spelled. Rejects with a `CommandError`. */
export async function inferFrom(app: App, samples: readonly EventExample[]): Promise<JsonObject> {
  const texts = samples.map(({ payload, text }) => shownJson(payload, text));
  const { schema } = await app.engine.call('eventTypes.infer', { samples: texts });
  return schema;
}
