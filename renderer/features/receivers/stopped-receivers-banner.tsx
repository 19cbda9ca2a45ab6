import { Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CommandError } from '../../../core/contract/index.ts';
import { useApp, useReceivers } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { startReceivers } from './receiver-actions.ts';
import { stoppedReceiversAt } from './stopped-receivers.ts';

/** Names the stopped receivers that the URLs lead to, and starts them; nothing while there are none. */
export function StoppedReceiversBanner({ urls }: { urls: readonly string[] }) {
  const app = useApp();
  const receivers = useDocumentList('receiver');
  const states = useReceivers((state) => state.states);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  const stopped = useMemo(() => stoppedReceiversAt(urls, receivers, states), [urls, receivers, states]);
  if (stopped.length === 0) return null;
  const start = async (): Promise<void> => {
    setPending(true);
    setError(null);
    try {
      await startReceivers(
        app,
        stopped.map(({ key }) => key),
      );
    } catch (cause) {
      setError(toCommandError(cause));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Banner
        tone="warning"
        actions={
          <Button icon={Play} isPending={isPending} onPress={() => void start()}>
            {words.startStopped(stopped.length)}
          </Button>
        }
      >
        {words.stoppedAtUrls(stopped.map(({ name }) => name))}
      </Banner>
      {error === null ? null : <ErrorNotice title={words.startFailed} error={error} />}
    </>
  );
}
