import { RotateCcw } from 'lucide-react';
import { useEffect } from 'react';
import type { AttemptRecord } from '../../../core/contract/index.ts';
import { useCommandKeys } from '../../commands/commands-context.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { resend as words } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { setShownAttempt } from './shown-attempt.ts';

/** Leads to the place where the attempt's request can be edited and sent again. */
export function SendAgain({ attempt }: { attempt: AttemptRecord }) {
  const app = useApp();
  const keys = useCommandKeys('delivery.sendAgain');
  useEffect(() => setShownAttempt(attempt.id), [attempt.id]);
  return (
    <Button
      icon={RotateCcw}
      variant="quiet"
      tooltip={words.actionWhy}
      keys={keys}
      onPress={() => app.openTab({ kind: 'resend', key: attempt.id })}
    >
      {words.action}
    </Button>
  );
}
