import { z } from 'zod';
import { eventTypeKeySchema } from '../model/index.ts';

/** One sample of an event type, or all that it has (`sample` null). */
export const sampleChoiceSchema = z.strictObject({
  eventType: eventTypeKeySchema,
  sample: z.string().min(1).nullable(),
});
export type SampleChoice = z.infer<typeof sampleChoiceSchema>;

/** A choice as text: `task.completed`, or `task.completed/Task done` (an event type's name has no "/"). */
export function sampleKey({ eventType, sample }: SampleChoice): string {
  return sample === null ? eventType : `${eventType}/${sample}`;
}

/** Reads what `sampleKey` wrote or somebody typed; null when it is nothing of that form. */
export function readSampleKey(text: string): SampleChoice | null {
  const slash = text.indexOf('/');
  const choice =
    slash < 0 ? { eventType: text, sample: null } : { eventType: text.slice(0, slash), sample: text.slice(slash + 1) };
  return sampleChoiceSchema.safeParse(choice).success ? choice : null;
}

/** Whether a choice takes in a sample, or with `sample` null anything of the event type; a choice of null is all there are. */
export function isSampleChosen(
  choices: readonly SampleChoice[] | null,
  eventType: string,
  sample: string | null,
): boolean {
  if (choices === null) return true;
  return choices.some(
    (choice) =>
      choice.eventType === eventType && (choice.sample === null || sample === null || choice.sample === sample),
  );
}
