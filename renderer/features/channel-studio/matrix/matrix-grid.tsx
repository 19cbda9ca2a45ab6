// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out apart from each other, which table elements cannot be
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { classNames } from '../../../ui/class-names.ts';
import { nextActiveIndex } from '../../../ui/list-keys.ts';
import { useRemPixels } from '../../../ui/rem-pixels.ts';
import styles from './matrix.module.css';
import { cellId, type Matrix, type MatrixLine } from './matrix.ts';
import { MatrixCellView } from './matrix-cell-view.tsx';

/** A place in the matrix: indexes of a line and a sample. */
export interface MatrixPlace {
  line: number;
  sample: number;
}

interface MatrixGridProps {
  matrix: Matrix;
  nameOf: (line: MatrixLine) => string;
  selected: MatrixPlace | null;
  onSelect: (place: MatrixPlace) => void;
  /** Enter, double click. */
  onOpen: (place: MatrixPlace) => void;
}

const rowRem = 1.75;

/** Samples across, channels and recipients down; arrows go from cell to cell. */
export function MatrixGrid({ matrix, nameOf, selected, onSelect, onOpen }: MatrixGridProps) {
  const { samples, lines, cells } = matrix;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = rowRem * useRemPixels();
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The header stands above the rows at the top of what scrolls, and stays there.
    scrollPaddingEnd: 2 * rowHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the zoom changes the height of every row
  useEffect(() => virtualizer.measure(), [rowHeight]);
  const [reached, setReached] = useState<MatrixPlace>({ line: 0, sample: 0 });
  const active = selected ?? reached;
  const domId = ({ line, sample }: MatrixPlace): string => `${id}-${line}-${sample}`;

  const goTo = (place: MatrixPlace): void => {
    setReached(place);
    virtualizer.scrollToIndex(place.line, { align: 'auto' });
    onSelect(place);
    requestAnimationFrame(() =>
      document.getElementById(domId(place))?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || lines.length === 0) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 3);
    const line = nextActiveIndex(event.key, active.line, lines.length, page) ?? active.line;
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const sample = Math.max(0, Math.min(samples.length - 1, active.sample + sideways));
    if (line === active.line && sample === active.sample) return;
    event.preventDefault();
    goTo({ line, sample });
  };

  // Each row is a grid of its own: a width that came of its content would part the columns of one from those of another.
  const columns = {
    gridTemplateColumns: `var(--matrix-names) repeat(${samples.length}, minmax(var(--matrix-cell), 1fr))`,
    width: `calc(var(--matrix-names) + ${samples.length} * var(--matrix-cell))`,
  };
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={channelStudio.matrixGrid}
      aria-rowcount={lines.length + 1}
      aria-colcount={samples.length + 1}
      aria-activedescendant={domId(active)}
      tabIndex={0}
      className={styles.grid}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} tabIndex={-1} className={styles.samples} style={columns}>
        <div role="columnheader" tabIndex={-1} className={styles.names}>
          <span>{channelStudio.matrixChannel}</span>
          <span>{channelStudio.matrixRecipient}</span>
        </div>
        {samples.map(({ eventType, sample }) => (
          <div
            key={JSON.stringify([eventType, sample])}
            role="columnheader"
            tabIndex={-1}
            className={styles.sample}
            title={`${eventType} · ${sample}`}
          >
            <span>{eventType}</span>
            <span>{sample}</span>
          </div>
        ))}
      </div>
      <div role="rowgroup" className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          const name = nameOf(line);
          return (
            <div
              key={line.id}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              className={styles.line}
              style={{ ...columns, height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <div role="rowheader" tabIndex={-1} className={styles.names} title={`${name} · ${line.recipient.name}`}>
                <span>{name}</span>
                <span>{line.recipient.key === null ? channelStudio.matrixNobody : line.recipient.name}</span>
              </div>
              {samples.map((sample, index) => {
                const place = { line: item.index, sample: index };
                const isSelected = selected?.line === place.line && selected.sample === place.sample;
                const isActive = active.line === place.line && active.sample === place.sample;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its active cell
                  <div
                    key={JSON.stringify(sample)}
                    id={domId(place)}
                    role="gridcell"
                    tabIndex={-1}
                    aria-selected={isSelected}
                    className={classNames(styles.cell, isSelected && styles.selected, isActive && styles.active)}
                    onClick={() => {
                      scroller.current?.focus({ preventScroll: true });
                      goTo(place);
                    }}
                    onDoubleClick={() => onOpen(place)}
                  >
                    <MatrixCellView cell={cells.get(cellId(line, index))} />
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
