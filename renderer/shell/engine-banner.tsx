import type { LinkState } from '../host/engine-link.ts';
import type { Host } from '../host/host.ts';
import { shell } from '../strings/shell.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

/** Across the window while the engine is away. Calm: nothing is lost, and one button brings it back. */
export function EngineBanner({ host, link }: { host: Host; link: LinkState }) {
  if (link.status === 'connected') return null;
  if (link.status === 'connecting') return <Banner tone="info">{shell.reconnecting}</Banner>;
  return (
    <Banner
      tone="warning"
      actions={
        <Button variant="primary" onPress={host.recover}>
          {host.bridge === null ? shell.reconnect : shell.restart}
        </Button>
      }
    >
      <strong>{shell.goneTitle}</strong> {shell.gone(link.reason)} {shell.goneDetail}
    </Banner>
  );
}
