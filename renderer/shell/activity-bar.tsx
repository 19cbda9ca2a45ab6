import { Settings } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useCommandKeys, useCommands } from '../commands/commands-context.tsx';
import { useApp, useSession } from '../stores/app-context.tsx';
import type { ViewId } from '../stores/session.ts';
import { frame } from '../strings/frame.ts';
import { classNames } from '../ui/class-names.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './activity-bar.module.css';
import { viewIcons, viewOrder } from './view-icons.ts';

export function ActivityBar() {
  const commands = useCommands();
  const keys = useCommandKeys('settings.open');
  return (
    <nav className={styles.bar} aria-label={frame.activityBar}>
      {viewOrder.map((id) => (
        <ViewButton key={id} id={id} />
      ))}
      <span className={styles.spring} />
      <Tooltip text={frame.settings} keys={keys} placement="right">
        <Button
          aria-label={frame.settings}
          className={classNames(styles.button)}
          onPress={() => commands.run('settings.open')}
        >
          <Settings size="1.125rem" strokeWidth={1.5} aria-hidden="true" />
        </Button>
      </Tooltip>
    </nav>
  );
}

/** A second press on the view that is shown hides the list. */
function ViewButton({ id }: { id: ViewId }) {
  const { session } = useApp();
  const commandId = id === 'runs' ? 'view.run' : `view.${id}`;
  const keys = useCommandKeys(commandId);
  const isShown = useSession((state) => state.view === id && state.isListOpen);
  const Icon = viewIcons[id];
  return (
    <Tooltip text={frame.views[id]} keys={keys} placement="right">
      <Button
        aria-label={frame.views[id]}
        aria-pressed={isShown}
        className={classNames(styles.button, isShown && styles.shown)}
        // The focus stays here: whoever walks along the bar looks at one view after the other.
        onPress={() => session.setState(isShown ? { isListOpen: false } : { view: id, isListOpen: true })}
      >
        <Icon size="1.125rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
