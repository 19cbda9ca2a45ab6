import { Download, SquareArrowOutUpRight } from 'lucide-react';
import type { AttemptRecord } from '../../../core/contract/index.ts';
import { RequestCopyMenu } from '../../request/request-copy-menu.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { HarMenu } from './har-menu.tsx';
import styles from './inspector.module.css';
import { SendAgain } from './send-again.tsx';

/** From a short view of an attempt to the attempt itself; and its request, to copy. */
export function OpenDelivery({ attempt }: { attempt: AttemptRecord }) {
  const app = useApp();
  return (
    <div className={styles.actions}>
      <SendAgain attempt={attempt} />
      <span className={styles.muted}>{words.attemptOf(attempt.number)}</span>
      <span className={styles.spring} />
      <IconButton
        size="small"
        icon={SquareArrowOutUpRight}
        label={words.openTab}
        onPress={() => app.openTab({ kind: 'delivery', key: attempt.id })}
      />
      <HarMenu filter={{ messageId: attempt.messageId }} stem={attempt.messageId}>
        <IconButton size="small" icon={Download} label={words.harOfMessage} />
      </HarMenu>
      <RequestCopyMenu request={attempt.request} />
    </div>
  );
}
