import { Download, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import type { EventType } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { removeDocument } from '../../stores/document-actions.ts';
import type { Tab } from '../../stores/session.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { openRename } from './event-type-actions.ts';
import styles from './event-types.module.css';
import { exportEventTypes, exports } from './exchange.ts';
import { lastVersion } from './versions.ts';

/** The event type's name with what there is to know at once. */
export function DocumentHead({ tab, value }: { tab: Tab; value: EventType }) {
  const app = useApp();
  const version = lastVersion(value)?.version;
  return (
    <header className={styles.head}>
      <h2 className={styles.name}>{tab.key}</h2>
      <span className={styles.badge}>
        {version === undefined ? words.neverPublished : words.latestVersion(version)}
      </span>
      {value.isDeprecated === true ? <span className={styles.warningBadge}>{words.deprecated}</span> : null}
      <span className={styles.spring} />
      <MenuButton
        label={words.moreActions}
        entries={[
          { id: 'rename', label: words.rename, icon: Pencil, onAction: () => openRename(app, tab.key) },
          'separator',
          ...exports.map((way) => ({
            id: `${way.format}-${way.syntax}`,
            label: words.exportOne[way.format][way.syntax],
            icon: Download,
            onAction: () => void exportEventTypes(app, way, [tab.key]),
          })),
          'separator',
          {
            id: 'remove',
            label: words.remove,
            icon: Trash2,
            isDanger: true,
            onAction: () => void attempt(app, () => removeDocument(app, 'event-type', tab.key)),
          },
        ]}
      >
        <IconButton icon={MoreHorizontal} label={words.moreActions} />
      </MenuButton>
    </header>
  );
}
