import { Plus, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { ui } from '../strings/ui.ts';
import { IconButton } from './icon-button.tsx';
import styles from './list-pane.module.css';

interface ListPaneProps {
  title: string;
  children: ReactNode;
  add?: { label: string; onPress: () => void; keys?: string };
  /** Shows the filter field; the caller filters. */
  filter?: { value: string; onChange: (value: string) => void };
  /** More buttons in the header, before add. */
  actions?: ReactNode;
}

/** The side list of a view: header with title and add, a filter, the list. */
export function ListPane({ title, children, add, filter, actions }: ListPaneProps) {
  return (
    <section className={styles.pane} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {actions}
        {add === undefined ? null : (
          <IconButton size="small" icon={Plus} label={add.label} keys={add.keys} onPress={add.onPress} />
        )}
      </header>
      {filter === undefined ? null : (
        <div className={styles.filter}>
          <Search size="0.875rem" aria-hidden="true" className={styles.glass} />
          <input
            type="text"
            className={styles.filterInput}
            aria-label={ui.filterList(title)}
            placeholder={ui.filter}
            value={filter.value}
            onChange={(event) => filter.onChange(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || filter.value === '') return;
              event.stopPropagation();
              filter.onChange('');
            }}
          />
          {filter.value === '' ? null : (
            <IconButton size="small" icon={X} label={ui.clearFilter} onPress={() => filter.onChange('')} />
          )}
        </div>
      )}
      <div className={styles.body}>{children}</div>
    </section>
  );
}
