import { type FileText, type HeavyDocument, readFileText } from '../../workspace/index.ts';
import type { Work } from '../heavy-work/work.ts';

export const readFileWork: Work<FileText, HeavyDocument> = {
  name: 'read-file',
  limitMs: 60_000,
  title: 'Reading the file',
  advice: 'Make it smaller.',
  field: 'file',
  run: readFileText,
};
