// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out apart from each other, which table elements cannot be
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu } from './context-menu.tsx';
import { nextActiveIndex } from './list-keys.ts';
import type { MenuEntry } from './menu.tsx';
import { useRemPixels } from './rem-pixels.ts';
import failureStyles from './row-failure.module.css';
import { RowFailureNotice, useRowFailure } from './row-failure.tsx';
import { type ElementSize, useElementSize } from './use-element-size.ts';
import styles from './virtual-table.module.css';

export interface TableColumn<Row> {
  id: string;
  header: string;
  /** A CSS grid track: `6rem`, `minmax(10rem, 1fr)`. Not `auto`: rows are laid out apart. */
  width: string;
  align?: 'start' | 'end';
  /** Left out while the table is narrower than this, in rem: the rest keeps its room. */
  fromRem?: number;
  isHeaderHidden?: boolean;
  /** How many columns the cell of a row takes, itself included: those that have nothing to say for it give their room. */
  span?: (row: Row) => number;
  render: (row: Row, index: number) => ReactNode;
}

interface VirtualTableProps<Row> {
  label: string;
  columns: readonly TableColumn<Row>[];
  /** Rows there are in all; those that `rowAt` does not have yet are drawn as blanks. */
  rowCount: number;
  rowAt: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  /** What a failed action on a row names it by; without it failures are not shown at rows. */
  failureId?: (row: Row) => string;
  selectedId?: string | null;
  /** Arrows, click: this row is looked at. */
  onSelect?: (row: Row, index: number) => void;
  /** Click with Ctrl or Cmd: this row too, beside the one that is selected. */
  onSelectAlso?: (row: Row, index: number) => void;
  /** Enter, double click. */
  onOpen?: (row: Row, index: number) => void;
  /** Which rows are drawn: fetch what is missing. `last` is inclusive. */
  onRange?: (first: number, last: number) => void;
  rowClassName?: (row: Row) => string | undefined;
  /** Of the row that was clicked, or of the active one for the menu key. */
  menu?: (row: Row) => readonly MenuEntry[];
  /** In rem; the tables' rows are 1.75 (28 px). */
  rowHeightRem?: number;
  /** Narrower than this, the table scrolls sideways. */
  minWidth?: string;
  /** Instead of the rows when there are none. */
  empty?: ReactNode;
}

/** `--row`: the height of the header, whatever that of the rows. */
const headerHeightRem = 1.75;

/** A table of any length: only what can be seen is in the page. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rowCount, rowAt, rowId, selectedId, onSelect, onOpen, onRange, minWidth } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const remPixels = useRemPixels();
  const rowHeight = (props.rowHeightRem ?? 1.75) * remPixels;
  const headerHeight = headerHeightRem * remPixels;
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The header stands above the rows at the top of what scrolls, and stays there.
    scrollPaddingEnd: headerHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the zoom changes the height of every row
  useEffect(() => virtualizer.measure(), [rowHeight]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= first) onRange?.(first, last);
  }, [first, last, onRange]);

  const [active, setActive] = useState(0);
  const selectedIndex = items.find(({ index }) => {
    const row = rowAt(index);
    return row !== undefined && rowId(row) === selectedId;
  })?.index;
  const activeIndex = Math.min(selectedIndex ?? active, Math.max(rowCount - 1, 0));

  const keepInView = useCallback(
    (size: ElementSize, before: ElementSize) => {
      if (selectedIndex === undefined || size.height >= before.height) return;
      // Whoever has scrolled away from the chosen row stays where they are.
      const top = selectedIndex * rowHeight - (virtualizer.scrollOffset ?? 0);
      const wasSeen = top > -rowHeight && top < before.height - headerHeight;
      if (wasSeen) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
    },
    [selectedIndex, rowHeight, headerHeight, virtualizer],
  );
  const { width } = useElementSize(scroller, keepInView);
  const columns = props.columns.filter(({ fromRem = 0 }) => width >= fromRem * remPixels);

  const { failureId } = props;
  const failure = useRowFailure(scroller, (at) => {
    if (failureId === undefined) return -1;
    for (let index = 0; index < rowCount; index += 1) {
      const row = rowAt(index);
      if (row !== undefined && failureId(row) === at) return index;
    }
    return -1;
  });

  const goTo = (index: number): void => {
    setActive(index);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    const row = rowAt(index);
    if (row !== undefined) onSelect?.(row, index);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && failure !== null) {
      event.preventDefault();
      failure.dismiss();
      return;
    }
    const row = rowAt(activeIndex);
    if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      (onOpen ?? onSelect)?.(row, activeIndex);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = nextActiveIndex(event.key, activeIndex, rowCount, page);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  };

  const tracks = columns.map((column) => column.width).join(' ');
  const menuOf = (target: EventTarget): readonly MenuEntry[] => {
    const index = (target as HTMLElement).closest('[data-index]')?.getAttribute('data-index');
    const row = rowAt(index === null || index === undefined ? activeIndex : Number(index));
    return row === undefined ? [] : (props.menu?.(row) ?? []);
  };
  return (
    <div className={failureStyles.frame}>
      <ContextMenu label={label} entries={menuOf}>
        <div
          ref={scroller}
          role="grid"
          aria-label={label}
          aria-rowcount={rowCount + 1}
          aria-colcount={columns.length}
          aria-activedescendant={rowCount > 0 ? `${id}-${activeIndex}` : undefined}
          tabIndex={0}
          className={styles.table}
          onKeyDown={onKeyDown}
        >
          <div
            role="row"
            aria-rowindex={1}
            className={styles.header}
            style={{ gridTemplateColumns: tracks, minWidth }}
            tabIndex={-1}
          >
            {columns.map((column) => (
              <div
                key={column.id}
                role="columnheader"
                tabIndex={-1}
                className={classNames(styles.cell, column.align === 'end' && styles.end)}
              >
                <span className={classNames(column.isHeaderHidden && styles.hidden)}>{column.header}</span>
              </div>
            ))}
          </div>
          {rowCount === 0 ? (
            <div role="row" tabIndex={-1} className={styles.empty}>
              <div role="gridcell" tabIndex={-1}>
                {props.empty}
              </div>
            </div>
          ) : (
            <div className={styles.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize(), minWidth }}>
              {items.map((item) => {
                const row = rowAt(item.index);
                const isSelected = row !== undefined && rowId(row) === selectedId;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its active row
                  <div
                    key={row === undefined ? item.key : rowId(row)}
                    id={`${id}-${item.index}`}
                    data-index={item.index}
                    role="row"
                    tabIndex={-1}
                    aria-rowindex={item.index + 2}
                    aria-selected={isSelected}
                    className={classNames(
                      styles.row,
                      isSelected && styles.selected,
                      item.index === activeIndex && styles.active,
                      row !== undefined && props.rowClassName?.(row),
                    )}
                    style={{ gridTemplateColumns: tracks, height: item.size, transform: `translateY(${item.start}px)` }}
                    onClick={(event) => {
                      scroller.current?.focus({ preventScroll: true });
                      const isAlso = event.ctrlKey || event.metaKey;
                      if (isAlso && row !== undefined && props.onSelectAlso) props.onSelectAlso(row, item.index);
                      else goTo(item.index);
                    }}
                    onDoubleClick={() => row !== undefined && onOpen?.(row, item.index)}
                  >
                    {spannedCells(columns, row).map(({ column, span }) => (
                      <div
                        key={column.id}
                        role="gridcell"
                        tabIndex={-1}
                        className={classNames(styles.cell, column.align === 'end' && styles.end)}
                        {...(span === 1 ? {} : { 'aria-colspan': span, style: { gridColumn: `span ${span}` } })}
                      >
                        {row === undefined ? <span className={styles.blank} /> : column.render(row, item.index)}
                      </div>
                    ))}
                  </div>
                );
              })}
            </div>
          )}
        </div>
      </ContextMenu>
      {failure === null ? null : (
        <RowFailureNotice
          failure={failure}
          scroller={scroller}
          start={headerHeight + failure.index * rowHeight}
          end={headerHeight + (failure.index + 1) * rowHeight}
        />
      )}
    </div>
  );
}

/** The cells of a row, those left out that another one covers. */
function spannedCells<Row>(
  columns: readonly TableColumn<Row>[],
  row: Row | undefined,
): { column: TableColumn<Row>; span: number }[] {
  const cells = [];
  for (let place = 0; place < columns.length; ) {
    const column = columns[place];
    if (column === undefined) break;
    const wanted = row === undefined ? 1 : (column.span?.(row) ?? 1);
    const span = Math.min(wanted, columns.length - place);
    cells.push({ column, span });
    place += span;
  }
  return cells;
}
