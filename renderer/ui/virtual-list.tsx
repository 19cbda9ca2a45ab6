// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is chosen below, listbox or tree
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: as above
// biome-ignore-all lint/a11y/useSemanticElements: a list that draws only what is seen, with rich rows
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { ContextMenu } from './context-menu.tsx';
import { nextActiveIndex } from './list-keys.ts';
import type { MenuEntry } from './menu.tsx';
import { useRemPixels } from './rem-pixels.ts';
import failureStyles from './row-failure.module.css';
import { RowFailureNotice, useRowFailure } from './row-failure.tsx';
import styles from './virtual-list.module.css';

interface VirtualListProps<Row> {
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  selectedId?: string | null;
  /** Click or Enter. */
  onOpen: (row: Row) => void;
  renderRow: (row: Row) => ReactNode;
  /** From 0; indents the row. */
  depthOf?: (row: Row) => number;
  /** For trees: right and left arrows. Undefined = cannot be unfolded. */
  isExpanded?: (row: Row) => boolean | undefined;
  onToggle?: (row: Row) => void;
  /** F2. */
  onRename?: (row: Row) => void;
  /** Delete or Backspace with the command key. */
  onRemove?: (row: Row) => void;
  menu?: (row: Row) => readonly MenuEntry[];
  rowHeightRem?: number;
  /** Where rows differ in height: that of one row, in rem. */
  rowHeightRemOf?: (row: Row) => number;
  /** Which rows are drawn: fetch what is missing. `last` is inclusive. */
  onRange?: (first: number, last: number) => void;
  empty?: ReactNode;
}

/** A side list or tree of any length. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { label, rows, rowId, selectedId = null, onOpen, renderRow, depthOf, isExpanded, onToggle, menu } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const remPixels = useRemPixels();
  const rowHeight = (props.rowHeightRem ?? 1.75) * remPixels;
  const { rowHeightRemOf } = props;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined || rowHeightRemOf === undefined ? rowHeight : rowHeightRemOf(row) * remPixels;
    },
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the zoom changes the height of every row
  useEffect(() => virtualizer.measure(), [rowHeight]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const { onRange } = props;
  useEffect(() => {
    if (last >= first) onRange?.(first, last);
  }, [first, last, onRange]);

  const [activeId, setActiveId] = useState(selectedId);
  // What was opened elsewhere becomes the active row here.
  useEffect(() => setActiveId(selectedId), [selectedId]);
  const found = rows.findIndex((row) => rowId(row) === activeId);
  const selectedIndex = selectedId === null ? -1 : rows.findIndex((row) => rowId(row) === selectedId);
  const revealedId = useRef<string | null>(null);
  // What was opened elsewhere is scrolled to, once: also where its row comes later than the list.
  useEffect(() => {
    if (selectedId === revealedId.current || (selectedId !== null && selectedIndex < 0)) return;
    revealedId.current = selectedId;
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedId, selectedIndex, virtualizer]);
  const failure = useRowFailure(scroller, (at) => rows.findIndex((row) => rowId(row) === at));
  const activeIndex = Math.max(found, 0);
  const active = rows[activeIndex];

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (active === undefined || event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = isCommand ? null : nextActiveIndex(event.key, activeIndex, rows.length, page);
    const expanded = isExpanded?.(active);
    if (next !== null) {
      const row = rows[next];
      if (row !== undefined) setActiveId(rowId(row));
      virtualizer.scrollToIndex(next, { align: 'auto' });
    } else if (event.key === 'Enter' && !isCommand) onOpen(active);
    else if (event.key === 'ArrowRight' && expanded === false) onToggle?.(active);
    else if (event.key === 'ArrowLeft' && expanded === true) onToggle?.(active);
    else if (event.key === 'F2' && props.onRename) props.onRename(active);
    else if ((event.key === 'Delete' || (event.key === 'Backspace' && isCommand)) && props.onRemove)
      props.onRemove(active);
    else if (event.key === 'Escape' && failure !== null) failure.dismiss();
    else return;
    event.preventDefault();
  };

  if (rows.length === 0) return <>{props.empty}</>;
  const failed = failure === null ? undefined : virtualizer.measurementsCache[failure.index];
  return (
    <div className={failureStyles.frame}>
      <ContextMenu
        label={label}
        entries={(target) => {
          const index = (target as HTMLElement).closest('[data-index]')?.getAttribute('data-index');
          const row = index === null || index === undefined ? active : rows[Number(index)];
          return row === undefined ? [] : (menu?.(row) ?? []);
        }}
      >
        <div
          ref={scroller}
          role={isExpanded === undefined ? 'listbox' : 'tree'}
          aria-label={label}
          aria-activedescendant={active === undefined ? undefined : `${id}-${activeIndex}`}
          tabIndex={0}
          className={styles.list}
          onKeyDown={onKeyDown}
        >
          <div className={styles.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const isSelected = rowId(row) === selectedId;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of its active row
                <div
                  key={rowId(row)}
                  id={`${id}-${item.index}`}
                  data-index={item.index}
                  role={isExpanded === undefined ? 'option' : 'treeitem'}
                  tabIndex={-1}
                  aria-selected={isSelected}
                  aria-expanded={isExpanded?.(row)}
                  aria-level={depthOf === undefined ? undefined : depthOf(row) + 1}
                  aria-setsize={rows.length}
                  aria-posinset={item.index + 1}
                  className={classNames(
                    styles.row,
                    isSelected && styles.selected,
                    item.index === activeIndex && styles.active,
                  )}
                  style={{
                    height: item.size,
                    transform: `translateY(${item.start}px)`,
                    paddingLeft: `${0.75 + (depthOf?.(row) ?? 0) * 1}rem`,
                  }}
                  onClick={() => {
                    // A row goes when it is deleted, or scrolled away; the list stays.
                    scroller.current?.focus({ preventScroll: true });
                    setActiveId(rowId(row));
                    onOpen(row);
                  }}
                >
                  {renderRow(row)}
                </div>
              );
            })}
          </div>
        </div>
      </ContextMenu>
      {failure === null || failed === undefined ? null : (
        <RowFailureNotice failure={failure} scroller={scroller} start={failed.start} end={failed.end} />
      )}
    </div>
  );
}
