import type { EventExample, EventType, JsonObject } from '../../../core/contract/index.ts';
import { typedTextOf } from '../../../core/contract/index.ts';

/** A name that no sample has yet: `Generated`, `Generated 2`, … */
export function freeSampleName(examples: readonly EventExample[], wanted: string): string {
  const taken = new Set(examples.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** A sample of a value with the text it was typed or captured as. */
export function sampleOf(name: string, payload: JsonObject, text?: string): EventExample {
  const kept = text === undefined ? undefined : typedTextOf(text, payload);
  return { name, payload, ...(kept === undefined ? {} : { text: kept }) };
}

/** Samples are told apart by name; of two with one name (only a file edited by hand has them) the later gets a number. */
export function sampleIds(examples: readonly EventExample[]): string[] {
  const counts = new Map<string, number>();
  return examples.map(({ name }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

export function withSample(value: EventType, sample: EventExample, at = value.examples.length): EventType {
  return { ...value, examples: value.examples.toSpliced(at, 0, sample) };
}

export function withoutSample(value: EventType, at: number): EventType {
  return { ...value, examples: value.examples.toSpliced(at, 1) };
}

export function changeSample(value: EventType, at: number, change: (sample: EventExample) => EventExample): EventType {
  return { ...value, examples: value.examples.map((sample, index) => (index === at ? change(sample) : sample)) };
}

/** The sample with another payload and text, its name kept. */
export function withPayload({ name }: EventExample, payload: JsonObject, text: string | undefined): EventExample {
  return { name, payload, ...(text === undefined ? {} : { text }) };
}
