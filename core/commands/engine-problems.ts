import type { LogProblem } from '../log/index.ts';
import { assertNever, type WorkspaceProblem } from '../model/index.ts';

/** The workspace's problems and the engine's own, as one list. */
export interface ProblemList {
  list(): WorkspaceProblem[];
  /** Replaces the workspace's part. */
  ofWorkspace(problems: WorkspaceProblem[]): void;
  /** Replaces those of the templates. */
  ofTemplates(problems: WorkspaceProblem[]): void;
  /** Replaces those of environment variables. */
  ofVariables(problems: readonly OwnProblem[]): void;
  /** Adds one of the engine's own; the same one again is not added twice. */
  report(problem: OwnProblem): void;
}

/** It has no place in its file. */
type OwnProblem = Pick<WorkspaceProblem, 'file' | 'message' | 'severity'>;

export function createProblemList(onChange: (problems: WorkspaceProblem[]) => void): ProblemList {
  let ofWorkspace: WorkspaceProblem[] = [];
  let ofTemplates: WorkspaceProblem[] = [];
  let ofVariables: WorkspaceProblem[] = [];
  const own: WorkspaceProblem[] = [];
  const list = () => [...own, ...ofVariables, ...ofWorkspace, ...ofTemplates];
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
    ofVariables(problems) {
      if (problems.length + ofVariables.length === 0) return;
      ofVariables = problems.map(withoutPlace);
      onChange(list());
    },
    report(problem) {
      if (own.some(({ message }) => message === problem.message)) return;
      own.push(withoutPlace(problem));
      onChange(list());
    },
  };
}

function withoutPlace(problem: OwnProblem): WorkspaceProblem {
  return { ...problem, field: null, line: null, column: null };
}

/** A problem of the delivery log in the workspace's list, where people look. */
export function logProblem(problem: LogProblem): OwnProblem {
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
