import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './view-toggle.module.css';

interface ViewToggleProps<Id extends string> {
  label: string;
  views: readonly { id: Id; label: string; isDisabled?: boolean }[];
  selected: Id;
  onSelect: (id: Id) => void;
}

/** Ways to look at the same thing, of which one is chosen. */
export function ViewToggle<Id extends string>({ label, views, selected, onSelect }: ViewToggleProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const chosen = views.find(({ id }) => keys.has(id));
        if (chosen !== undefined) onSelect(chosen.id);
      }}
      className={classNames(styles.toggle)}
    >
      {views.map(({ id, label, isDisabled = false }) => (
        <ToggleButton key={id} id={id} isDisabled={isDisabled} className={classNames(styles.button)}>
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
