import type { SchemeChoice } from '../../../core/contract/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { CheckKeyCard } from './check-key-card.tsx';
import { GenerateCard } from './generate-card.tsx';
import styles from './lab.module.css';
import { RotationCard } from './rotation-card.tsx';
import type { LabScheme } from './scheme-groups.ts';

interface KeysSectionProps {
  lab: LabScheme;
  choice: SchemeChoice;
  onUse: (section: 'verify' | 'sign') => void;
}

/** Everything about keys: make one, judge one, change one. Nothing is stored unless it is asked for. */
export function KeysSection({ lab, choice, onUse }: KeysSectionProps) {
  return (
    <div className={classNames(styles.page, styles.stack, styles.narrow)}>
      <GenerateCard lab={lab} choice={choice} onUse={onUse} />
      <CheckKeyCard lab={lab} choice={choice} />
      <RotationCard key={lab.id} lab={lab} choice={choice} />
    </div>
  );
}
