// biome-ignore-all lint/a11y/useSemanticElements: options of a combobox with rich rows
import type { PaletteEntry } from '../commands/palette-entry.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './palette.module.css';

export interface PaletteItem extends PaletteEntry {
  keys?: string;
}

interface PaletteRowProps {
  id: string;
  item: PaletteItem;
  index: number;
  isActive: boolean;
  onChoose: () => void;
}

export function PaletteRow({ id, item, index, isActive, onChoose }: PaletteRowProps) {
  const Icon = item.icon;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the palette's input handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-index={index}
      aria-selected={isActive}
      className={classNames(styles.row, isActive && styles.active)}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.icon}>
        {Icon === undefined ? null : <Icon size="1rem" strokeWidth={1.5} aria-hidden="true" />}
      </span>
      <span className={styles.title}>{item.title}</span>
      {item.detail === undefined ? null : <span className={styles.detail}>{item.detail}</span>}
      <span className={styles.group}>
        {item.keys === undefined ? item.group : <kbd className={styles.keys}>{item.keys}</kbd>}
      </span>
    </div>
  );
}
