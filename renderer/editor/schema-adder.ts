/** Adds what a template reads to the schema of an event type; set by the event catalogue when the app starts. */
export type SchemaAdder = (eventType: string, path: string) => void;

let adder: SchemaAdder | null = null;

export function setSchemaAdder(next: SchemaAdder | null): void {
  adder = next;
}

export function schemaAdder(): SchemaAdder | null {
  return adder;
}
