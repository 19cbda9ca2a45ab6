import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type FindingTally,
  tallyFindings,
  templateProblemLimit,
  type WorkspaceProblem,
} from '../../core/contract/index.ts';

export interface ProblemsState {
  problems: readonly WorkspaceProblem[];
  /** Templates that the background check has before it. */
  unchecked: number;
}
export type ProblemsStore = StoreApi<ProblemsState>;

export function createProblemsStore(): ProblemsStore {
  return createStore<ProblemsState>(() => ({ problems: [], unchecked: 0 }));
}

/** How many there are; of a template, and of all together, only so many are told. */
export function selectProblemTally({ problems }: ProblemsState): FindingTally {
  const texts = problems.flatMap(({ template, eventType }) => {
    if (eventType !== undefined) return [`event-type/${eventType.key}`];
    return template === undefined ? [] : [`${template.kind}/${template.key} ${template.field}`];
  });
  const ofTemplates = tallyFindings(texts);
  return {
    count: problems.length - texts.length + ofTemplates.count,
    isMore: ofTemplates.isMore || texts.length >= templateProblemLimit,
  };
}

/** Errors first, then by file and place. */
export function sortProblems(problems: readonly WorkspaceProblem[]): WorkspaceProblem[] {
  return problems.toSorted(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      a.file.localeCompare(b.file) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}

/** The document a problem's file belongs to, so that a click can open it; null = no tab of ours shows it. */
export function tabOfProblem(problem: WorkspaceProblem): { kind: string; key: string } | null {
  const match = /^(channels|workflows|scenarios|receivers|event-types|environments|signature-schemes)\/([^/]+)/.exec(
    problem.file,
  );
  if (match === null) return null;
  const kinds: Record<string, string> = {
    channels: 'channel',
    workflows: 'workflow',
    scenarios: 'scenario',
    receivers: 'receiver',
    'event-types': 'event-type',
    environments: 'environment',
    'signature-schemes': 'signature-scheme',
  };
  const kind = kinds[match[1] ?? ''];
  return kind === undefined ? null : { kind, key: decodeURIComponent((match[2] ?? '').replace(/\.json$/, '')) };
}
