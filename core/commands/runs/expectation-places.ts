import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOfDocument } from '../../workspace/index.ts';
import { placesIn } from '../event-types/event-type-texts.ts';

/** A scenario's file inside its workspace, and the lines (from 1) of its first `count` expectations; null = not found. */
export async function expectationPlaces(
  workspacePath: string,
  scenario: string,
  count: number,
): Promise<{ file: string; lines: (number | null)[] }> {
  const { main: file } = placeOfDocument('scenario', scenario);
  const text = await readFile(join(workspacePath, file), 'utf8').catch(() => '');
  const pointers = Array.from({ length: count }, (_, index) => `/expectations/${index}`);
  const placeOf = placesIn(text, pointers);
  return { file, lines: pointers.map((pointer) => placeOf(pointer)?.line ?? null) };
}
