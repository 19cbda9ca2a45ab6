import { Download, SquareArrowOutUpRight } from 'lucide-react';
import type { AttemptRecord, AttemptSummary } from '../../../core/contract/index.ts';
import { RequestCopyMenu } from '../../request/request-copy-menu.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { CompareMenu } from './comparison/compare-menu.tsx';
import { exportMessage } from './export-har.ts';
import { HarMenu } from './har-menu.tsx';
import styles from './inspector.module.css';
import { SendAgain } from './send-again.tsx';

interface OpenDeliveryProps {
  attempt: AttemptRecord;
  /** All attempts of the message, oldest first. */
  siblings: readonly AttemptSummary[];
}

/** From a short view of an attempt to the attempt itself; and its request, to copy. */
export function OpenDelivery({ attempt, siblings }: OpenDeliveryProps) {
  const app = useApp();
  return (
    <div className={styles.actions}>
      <SendAgain attempt={attempt} />
      <span className={styles.muted}>{words.attemptOf(attempt.number)}</span>
      <span className={styles.icons}>
        <IconButton
          size="small"
          icon={SquareArrowOutUpRight}
          label={words.openTab}
          onPress={() => app.openTab({ kind: 'delivery', key: attempt.id })}
        />
        <CompareMenu attempt={attempt} siblings={siblings} />
        <HarMenu onExport={(withSecrets) => exportMessage(app, attempt, withSecrets)}>
          <IconButton size="small" icon={Download} label={words.harOfMessage} />
        </HarMenu>
        <RequestCopyMenu request={attempt.request} />
      </span>
    </div>
  );
}
