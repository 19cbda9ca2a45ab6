import { useEffect } from 'react';
import { releaseClosedModels } from '../../editor/release-closed-models.ts';
import { useApp } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { closeTab } from '../../stores/session.ts';
import { useDocument } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { frame } from '../../strings/frame.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AboutSection } from './about-section.tsx';
import { DocumentHead } from './document-head.tsx';
import styles from './event-types.module.css';
import { SamplesSection } from './samples-section.tsx';
import { SchemaSection } from './schema-section.tsx';
import { VersionsSection } from './versions-section.tsx';

const sections = ['samples', 'schema', 'versions', 'about'] as const;
type Section = (typeof sections)[number];

/** An event type: samples to preview and run with, its schema with published versions, and what is said about it. */
export function EventTypeDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const editing = useDocument('event-type', tab.key);
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'samples');
  useEffect(() => releaseClosedModels(app.session), [app]);
  const { value, update } = editing;
  if (value === undefined) {
    if (editing.status === 'loading') return <Loading />;
    const close = {
      label: frame.closeThisTab,
      onPress: () => app.session.setState((state) => closeTab(state, tab.id)),
    };
    return <EmptyState sentence={frame.missingDocument} action={close} />;
  }
  const part = { tab, value, update, editing };
  const content: Record<Section, React.ReactNode> = {
    samples: <SamplesSection key={tab.key} {...part} />,
    schema: <SchemaSection key={tab.key} {...part} />,
    versions: <VersionsSection key={tab.key} {...part} />,
    about: <AboutSection key={tab.key} {...part} />,
  };
  const counts: Partial<Record<Section, number>> = {
    samples: value.examples.length,
    versions: value.versions?.length ?? 0,
  };
  return (
    <div className={styles.document}>
      <DocumentHead tab={tab} value={value} />
      <Tabs
        label={words.sectionsLabel}
        className={styles.sections}
        selected={section}
        onSelect={setSection}
        haveControls
        items={sections.map((id) => ({
          id,
          label: words.sections[id],
          ...(counts[id] === undefined ? {} : { count: counts[id] }),
          content: content[id],
        }))}
      />
    </div>
  );
}
