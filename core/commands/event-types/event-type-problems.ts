import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../../contract/errors.ts';
import { checkSchema, readPointer, type SchemaIssue, valueAt, writePointer } from '../../event-types/index.ts';
import {
  type EventExample,
  type EventType,
  findingLimit,
  type JsonObject,
  shownJson,
  type WorkspaceProblem,
} from '../../model/index.ts';
import { placeOfDocument } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { heavySize } from '../heavy-work/heavy-work.ts';
import type { Work } from '../heavy-work/work.ts';
import { exactPayload, exactSchema } from './event-data.ts';
import { issuePlaces, issueTarget } from './event-type-texts.ts';
import { payloadValidator } from './payload-validator.ts';
import { valueInWords } from './value-words.ts';

/** What is wrong in one of an event type's texts: in its schema, or in a sample. */
interface TextIssues {
  /** Index of the sample; null = the schema. */
  sample: number | null;
  /** As its editor shows it. */
  text: string;
  found: readonly { issue: SchemaIssue; message: string }[];
}

interface ProblemsInput {
  key: string;
  /** The event type's file in the workspace, and what it says. */
  file: string;
  fileText: string;
  /** The event type as JSON: cheaper to hand over than its value. */
  text: string;
}

export const problemsWork: Work<ProblemsInput, WorkspaceProblem[]> = {
  name: 'event-type-problems',
  limitMs: 30_000,
  title: 'Checking the event type',
  advice: 'Take smaller samples, or a simpler schema.',
  field: 'eventType',
  run: ({ text, ...input }) => problemsIn({ ...input, eventType: JSON.parse(text) as EventType }),
};

/**
 * What is wrong with an event type's schema, and where its samples do not fit it, at most `findingLimit`: each at its place in
 * the event type's file as it is on disk, and in the text that an editor shows. Nothing for an event type that does not exist.
 * A heavy one is checked on the thread for that; `turn` lets others have theirs before one that is not.
 */
export async function eventTypeProblems(
  { workspace, heavyWork: { thread } }: Pick<EngineContext, 'workspace' | 'heavyWork'>,
  key: string,
  turn: () => Promise<void>,
  signal?: AbortSignal,
): Promise<WorkspaceProblem[]> {
  const eventType = workspace.get('event-type', key)?.value;
  if (eventType === undefined) return [];
  await turn();
  const { main: file } = placeOfDocument('event-type', key);
  const fileText = await readFile(join(workspace.info().path, file), 'utf8').catch(() => '');
  if (thread === null || fileText.length < heavySize) return problemsIn({ key, file, fileText, eventType });
  try {
    const input = { key, file, fileText, text: JSON.stringify(eventType) };
    return await thread.run(problemsWork, input, signal === undefined ? {} : { signal });
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 'invalid-input') throw error;
    const nowhere = { field: null, line: null, column: null };
    const at = { key, sample: null, pointer: '', place: null };
    return [{ severity: 'warning', file, message: error.message, ...nowhere, eventType: at }];
  }
}

function problemsIn(input: Omit<ProblemsInput, 'text'> & { eventType: EventType }): WorkspaceProblem[] {
  const { schema, examples } = input.eventType;
  const texts = [
    schemaIssues(input.eventType),
    ...examples.map((example, index) => sampleIssues(schema, example, index)),
  ];
  const wrong = texts.filter(({ found }) => found.length > 0);
  return wrong.length === 0 ? [] : placed(input, wrong).slice(0, findingLimit);
}

function schemaIssues(eventType: EventType): TextIssues {
  const found = checkSchema(exactSchema(eventType)).map((issue) => {
    const message = `The schema${atPointer(issue.pointer)}: ${issue.message} Correct the schema.`;
    return { issue, message };
  });
  return { sample: null, text: shownJson(eventType.schema, eventType.schemaText), found };
}

function sampleIssues(schema: JsonObject, example: EventExample, index: number): TextIssues {
  const payload = exactPayload(example);
  const found = payloadValidator(schema)
    .check(payload)
    .map((issue) => {
      const there = whatIsThere(payload, issue);
      const next = 'Correct the sample or the schema.';
      const message = `The sample ${JSON.stringify(example.name)}${atPointer(issue.pointer)}: ${issue.message}${there} ${next}`;
      return { issue, message };
    });
  return { sample: index, text: shownJson(example.payload, example.text), found };
}

function atPointer(pointer: string): string {
  return pointer === '' ? '' : `, ${pointer}`;
}

/** What stands where the schema wants something else; nothing of the whole payload, whose names the sentence has. */
function whatIsThere(payload: JsonObject, issue: SchemaIssue): string {
  const steps = readPointer(issueTarget(issue));
  const step = steps.pop();
  if (step === undefined) return '';
  const holder = valueAt(payload, writePointer(steps));
  return typeof holder !== 'object' || holder === null ? '' : ` It is ${valueInWords(holder, step)}.`;
}

function placed(
  { key, file, fileText }: Pick<ProblemsInput, 'key' | 'file' | 'fileText'>,
  texts: readonly TextIssues[],
): WorkspaceProblem[] {
  const all = texts.flatMap(({ sample, text, found }) => {
    const shown = issuePlaces(
      text,
      found.map(({ issue }) => ({ issue, at: '' })),
    );
    const at = sample === null ? '/schema' : `/examples/${sample}/payload`;
    return found.map(({ issue, message }, index) => ({ issue, message, sample, at, shown: shown[index] ?? null }));
  });
  const places = issuePlaces(fileText.replace(/^\uFEFF/, ''), all);
  return all.map(({ issue, message, sample, at, shown }, index) => ({
    severity: 'error',
    file,
    message,
    field: readPointer(`${at}${issue.pointer}`).join('.'),
    line: places[index]?.line ?? null,
    column: places[index]?.column ?? null,
    eventType: { key, sample, pointer: issue.pointer, place: shown },
  }));
}
