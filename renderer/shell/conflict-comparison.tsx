import { lazy, Suspense } from 'react';
import { frame } from '../strings/frame.ts';
import { Loading } from '../ui/loading.tsx';
import styles from './conflict-comparison.module.css';

const JsonDifference = lazy(() =>
  import('../editor/json-difference.tsx').then((module) => ({ default: module.JsonDifference })),
);

/** What is stored now beside what was typed; texts with line breaks stand in lines of their own. */
export function ConflictComparison({ theirs, mine }: { theirs: unknown; mine: unknown }) {
  return (
    <section className={styles.comparison} aria-label={frame.comparison}>
      <Suspense fallback={<Loading />}>
        <JsonDifference before={linesOf(theirs)} after={linesOf(mine)} label={frame.comparison} isSideBySide />
      </Suspense>
    </section>
  );
}

/** A template is one long JSON text otherwise, in which no difference could be seen. */
export function linesOf(value: unknown): string {
  const split = JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === 'string' && part.includes('\n') ? part.split('\n') : part),
    2,
  );
  return split ?? '';
}
