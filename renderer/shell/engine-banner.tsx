import type { LinkState } from '../host/engine-link.ts';
import type { Host } from '../host/host.ts';
import { frame } from '../strings/frame.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

/** Across the window while the engine is away. Calm: nothing is lost, and one button brings it back. */
export function EngineBanner({ host, link }: { host: Host; link: LinkState }) {
  if (link.status === 'connected') return null;
  if (link.status === 'connecting') return <Banner tone="info">{frame.reconnecting}</Banner>;
  return (
    <Banner
      tone="warning"
      actions={
        <Button variant="primary" onPress={host.recover}>
          {host.bridge === null ? frame.reconnect : frame.restart}
        </Button>
      }
    >
      <strong>{frame.goneTitle}</strong> {frame.gone(link.reason)} {frame.goneDetail}
    </Banner>
  );
}
