import { Switch as AriaSwitch } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './switch.module.css';

interface SwitchProps {
  label: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  isLabelHidden?: boolean;
}

/** On or off, at once. */
export function Switch({ label, isSelected, onChange, isDisabled = false, isLabelHidden = false }: SwitchProps) {
  return (
    <AriaSwitch
      className={classNames(styles.switch)}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      <span className={styles.track} aria-hidden="true" />
      {isLabelHidden ? null : label}
    </AriaSwitch>
  );
}
