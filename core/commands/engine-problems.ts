import type { LogProblem } from '../log/index.ts';
import { assertNever, type WorkspaceProblem } from '../model/index.ts';

/** The workspace's problems and the engine's own, as one list. */
export interface ProblemList {
  list(): WorkspaceProblem[];
  /** Replaces the workspace's part. */
  ofWorkspace(problems: WorkspaceProblem[]): void;
  /** Replaces those of the templates. */
  ofTemplates(problems: WorkspaceProblem[]): void;
  /** Adds one of the engine's own; the same one again is not added twice. */
  report(problem: Pick<WorkspaceProblem, 'file' | 'message' | 'severity'>): void;
}

export function createProblemList(onChange: (problems: WorkspaceProblem[]) => void): ProblemList {
  let ofWorkspace: WorkspaceProblem[] = [];
  let ofTemplates: WorkspaceProblem[] = [];
  const own: WorkspaceProblem[] = [];
  const list = () => [...own, ...ofWorkspace, ...ofTemplates];
  return {
    list,
    ofWorkspace(problems) {
      ofWorkspace = problems;
      onChange(list());
    },
    ofTemplates(problems) {
      ofTemplates = problems;
      onChange(list());
    },
    report(problem) {
      if (own.some(({ message }) => message === problem.message)) return;
      own.push({ ...problem, field: null, line: null, column: null });
      onChange(list());
    },
  };
}

/** A problem of the delivery log in the workspace's list, where people look. */
export function logProblem(problem: LogProblem): Pick<WorkspaceProblem, 'file' | 'message' | 'severity'> {
  switch (problem.kind) {
    case 'replaced':
      return { severity: 'warning', file: problem.file, message: problem.message };
    case 'damaged':
    case 'worker-ended':
      return { severity: 'error', file: problem.file, message: problem.message };
    default:
      return assertNever(problem);
  }
}
