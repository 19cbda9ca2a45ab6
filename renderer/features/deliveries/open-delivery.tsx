import { SquareArrowOutUpRight } from 'lucide-react';
import type { AttemptRecord } from '../../../core/contract/index.ts';
import { RequestCopyMenu } from '../../request/request-copy-menu.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { Button } from '../../ui/button.tsx';
import styles from './inspector.module.css';

/** From a short view of an attempt to the attempt itself; and its request, to copy. */
export function OpenDelivery({ attempt }: { attempt: AttemptRecord }) {
  const app = useApp();
  return (
    <div className={styles.actions}>
      <Button
        icon={SquareArrowOutUpRight}
        variant="quiet"
        onPress={() => app.openTab({ kind: 'delivery', key: attempt.id })}
      >
        {words.openTab}
      </Button>
      <span className={styles.muted}>{words.attemptOf(attempt.number)}</span>
      <span className={styles.spring} />
      <RequestCopyMenu request={attempt.request} />
    </div>
  );
}
