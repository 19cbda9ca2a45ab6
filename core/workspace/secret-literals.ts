import type { WorkspaceProblem } from '../model/index.ts';
import { placeOfOffset } from './json/json-tree.ts';

/** Spellings that vendors gave their secrets so that scanners find them. Anything vaguer would cry wolf. */
const secretPattern =
  /whsec_[A-Za-z0-9+/=]{16,}|sk_(?:live|test)_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abp]-[A-Za-z0-9-]{20,}|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----/g;
const shownLength = 6;
const maxProblems = 10;

/** Warns of values that should be secrets: a workspace is made to be shared. Never quotes the value. */
export function findSecretLiterals(text: string, file: string): WorkspaceProblem[] {
  const problems: WorkspaceProblem[] = [];
  for (const match of text.matchAll(secretPattern)) {
    if (problems.length === maxProblems) break;
    const message = `"${match[0].slice(0, shownLength)}…" looks like a secret, and a workspace's files are made to be shared. Keep the value in the secrets and write {{ vars.<name> }} here.`;
    problems.push({ severity: 'warning', file, message, field: null, ...placeOfOffset(text, match.index) });
  }
  return problems;
}
