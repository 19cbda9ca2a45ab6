import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { useApp } from '../stores/app-context.tsx';
import { documentId } from '../stores/documents.ts';
import { tabOfProblem } from '../stores/problems.ts';
import { frame } from '../strings/frame.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import styles from './problem-list.module.css';

/** Files that could not be read, and what is wrong in templates, schemas and samples; choosing one goes there. */
export function ProblemList() {
  const app = useApp();
  const problems = useStore(app.problems, (state) => state.problems);
  return (
    <VirtualList
      label={frame.bottomPanel.problems}
      rows={problems}
      rowId={(problem) => `${problem.file}:${problem.field}:${problem.line}:${problem.column}:${problem.message}`}
      onOpen={(problem) => {
        const { template, eventType } = problem;
        if (template !== undefined) {
          // The editor comes with the studio; it is not part of the start.
          void import('../features/channel-studio/open-place.ts').then(({ openPlace }) =>
            openPlace(app, template, template.field, template),
          );
          return;
        }
        if (eventType !== undefined) {
          void import('../features/event-types/open-place.ts').then(({ openEventTypePlace }) =>
            openEventTypePlace(app, eventType),
          );
          return;
        }
        const tab = tabOfProblem(problem);
        // A file that could not be read at all has no document to show; its row says what to do.
        const isKnown = tab !== null && documentId(tab.kind as never, tab.key) in app.documents.getState().byId;
        if (tab !== null && isKnown) app.openTab(tab);
      }}
      renderRow={(problem) => (
        <>
          {problem.severity === 'error' ? (
            <CircleAlert size="0.875rem" className={styles.error} role="img" aria-label="Error" />
          ) : (
            <TriangleAlert size="0.875rem" className={styles.warning} role="img" aria-label="Warning" />
          )}
          <span className={styles.place}>{frame.problemPlace(problem.file, problem.line, problem.column)}</span>
          <span className={styles.message} title={problem.message}>
            {problem.message}
          </span>
        </>
      )}
      empty={<EmptyState sentence={frame.noProblems} />}
    />
  );
}
