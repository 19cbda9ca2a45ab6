// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out apart from each other, which table elements cannot be
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react';
import { comparison as words } from '../../../strings/comparison.ts';
import { classNames } from '../../../ui/class-names.ts';
import { useRemPixels } from '../../../ui/rem-pixels.ts';
import styles from './comparison.module.css';
import { ComparisonCells } from './comparison-cells.tsx';
import type { ComparisonRow } from './comparison-rows.ts';

export interface ComparisonTableHandle {
  scrollTo(row: number): void;
}

interface ComparisonTableProps {
  rows: readonly ComparisonRow[];
  /** Place of the row that is gone to; -1 = none. */
  current: number;
  onUnfold: (id: string) => void;
  ref: Ref<ComparisonTableHandle>;
}

/** Rows of any number and height, of which only those that can be seen are drawn. */
export function ComparisonTable({ rows, current, onUnfold, ref }: ComparisonTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const remPixels = useRemPixels();
  const seen = useRef({ rows, version: 0 });
  if (seen.current.rows !== rows) seen.current = { rows, version: seen.current.version + 1 };
  const { version } = seen.current;
  // Other rows are measured anew: the heights of before belong to what stood in their places.
  const getItemKey = useCallback((index: number) => `${version} ${index}`, [version]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'section' ? 2.25 : 1.25) * remPixels,
    overscan: 12,
    getItemKey,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the zoom changes the height of every row
  useEffect(() => virtualizer.measure(), [remPixels]);
  useImperativeHandle(ref, () => ({ scrollTo: (row) => virtualizer.scrollToIndex(row, { align: 'center' }) }), [
    virtualizer,
  ]);
  const unfold = (id: string): void => {
    // The button goes with its row.
    scroller.current?.focus({ preventScroll: true });
    onUnfold(id);
  };
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={words.table}
      aria-rowcount={rows.length}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long texts must scroll with the keyboard
      tabIndex={0}
      className={styles.scroller}
    >
      <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 1}
              aria-current={item.index === current ? 'true' : undefined}
              className={classNames(styles.row, styles[row.kind], item.index === current && styles.current)}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ComparisonCells row={row} onUnfold={unfold} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
