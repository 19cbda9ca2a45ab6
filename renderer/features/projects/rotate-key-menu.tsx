import { RefreshCw } from 'lucide-react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { projects as words } from '../../strings/projects.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { generateSigningKey, referenceOf, signingKeyProperty } from './webhook-model.ts';

const hourMs = 60 * 60 * 1000;
/** How long the old key goes on; null = until somebody takes it away. */
const gracePeriods = [
  { id: '1-hour', label: words.graceHours(1), lengthMs: hourMs },
  { id: '24-hours', label: words.graceHours(24), lengthMs: 24 * hourMs },
  { id: '7-days', label: words.graceDays(7), lengthMs: 7 * 24 * hourMs },
  { id: 'no-end', label: words.graceWithoutEnd, lengthMs: null },
];

/** Makes a new key and keeps the old one as the previous, for channels that sign with both for a while. */
export function RotateKeyMenu({ environment, object }: { environment: string; object: ObjectRecord }) {
  const app = useApp();
  const rotate = async (lengthMs: number | null): Promise<void> => {
    const { collection, id } = object;
    try {
      const rotated = await app.engine.call('webhooks.rotateKey', {
        environment,
        webhook: { collection, id },
        property: signingKeyProperty,
        newKey: generateSigningKey(),
        validUntilMs: lengthMs === null ? null : Date.now() + lengthMs,
      });
      // How long the old one stays, and who signs with it, stands below the key.
      app.toast(words.rotated);
      const [before, after] = [object.properties[signingKeyProperty], rotated.properties[signingKeyProperty]];
      if (referenceOf(before) !== null && after !== before) app.toast(words.keyRenamed(String(before), String(after)));
    } catch (cause) {
      app.fail(words.rotateFailed, cause);
    }
  };
  return (
    <MenuButton
      label={words.rotate}
      entries={gracePeriods.map(({ id, label, lengthMs }) => ({ id, label, onAction: () => void rotate(lengthMs) }))}
    >
      <IconButton icon={RefreshCw} label={words.rotate} />
    </MenuButton>
  );
}
