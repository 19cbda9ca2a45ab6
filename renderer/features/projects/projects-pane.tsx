import { eventTypes as words } from '../../strings/event-types.ts';
import { SplitPane } from '../../ui/split-pane.tsx';
import { EventTypeList } from '../event-types/event-type-list.tsx';
import { ProjectList } from './project-list.tsx';

/** Projects with their webhooks above, the event types they speak of below. */
export function ProjectsPane() {
  return (
    <SplitPane
      id="event-types"
      orientation="vertical"
      main={<ProjectList />}
      side={<EventTypeList />}
      sidePlace="end"
      defaultSize={220}
      minSize={80}
      minMainSize={100}
      handleLabel={words.title}
    />
  );
}
