import { Braces, Sparkles } from 'lucide-react';
import type { EventType, JsonObject } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { channelStudio } from '../../strings/channel-studio.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from './attempt.ts';

interface EventTypeToolsProps {
  value: EventType;
  update(patch: (current: EventType) => EventType): void;
}

/** A sample made from the schema, and a schema made from the samples. */
export function EventTypeTools({ value, update }: EventTypeToolsProps) {
  const app = useApp();
  const addGenerated = async (): Promise<void> => {
    // The number of samples is the seed: each press gives another example, and the same ones in the same order.
    const seed = value.examples.length;
    const answer = await app.engine.call('eventTypes.generate', { schema: value.schema, seed, count: 1 });
    const payload = answer.examples[0]?.payload;
    if (!isObject(payload)) {
      app.toast(channelStudio.schemaGivesNoObject);
      return;
    }
    const name = channelStudio.generatedSample(seed + 1);
    update((current) => ({ ...current, examples: [...current.examples, { name, payload }] }));
  };
  const inferSchema = async (): Promise<void> => {
    const samples = value.examples.map(({ payload }) => payload);
    const { schema } = await app.engine.call('eventTypes.infer', { samples });
    update((current) => ({ ...current, schema }));
    app.toast(channelStudio.schemaInferred, {
      label: channelStudio.takeBack,
      run: () => update((current) => ({ ...current, schema: value.schema })),
    });
  };
  return (
    <>
      <Button variant="quiet" icon={Sparkles} onPress={() => void attempt(app, addGenerated)}>
        {channelStudio.generateSample}
      </Button>
      <Button
        variant="quiet"
        icon={Braces}
        isDisabled={value.examples.length === 0}
        onPress={() => void attempt(app, inferSchema)}
      >
        {channelStudio.inferSchema}
      </Button>
    </>
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
