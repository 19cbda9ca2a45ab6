import { memo, type ReactNode, useEffect, useMemo } from 'react';
import { ConditionsEditor } from '../../conditions/conditions-editor.tsx';
import { releaseClosedModels } from '../../editor/release-closed-models.ts';
import type { TemplateContext } from '../../editor/template-context.ts';
import { useApp, useCatalogue } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { FindingCount, Tabs } from '../../ui/tabs.tsx';
import { AboutForm } from './about-form.tsx';
import styles from './channel-document.module.css';
import type { SectionPart } from './channel-part.ts';
import { CompareSection } from './compare/compare-section.tsx';
import { PolicyForm } from './policy/policy-form.tsx';
import { PreviewChoiceLine } from './preview/preview-choice-line.tsx';
import { useFindingTally, useLivePreview } from './preview/use-preview.ts';
import { usePreviewContext } from './preview/use-preview-context.ts';
import { BodyEditor } from './request/body-editor.tsx';
import { RequestLine } from './request/request-line.tsx';
import { RowsEditor } from './request/rows-editor.tsx';
import { SigningForm } from './signing/signing-form.tsx';
import { templateKind, useTemplatePart } from './studio-template.ts';
import { useChannelCheck } from './use-channel-check.ts';
import { useChannelPart } from './use-channel-part.ts';
import { useTemplateContext } from './use-template-context.ts';

type Section = 'body' | 'headers' | 'query' | 'signing' | 'policy' | 'conditions' | 'compare' | 'about';
type PartSection = Exclude<Section, 'compare' | 'body'>;

/** What each section shows. Fixed functions: see `ChannelSection`. */
const sections: Record<PartSection, (part: SectionPart) => ReactNode> = {
  headers: (part) => <RowsEditor {...part} part="headers" />,
  query: (part) => <RowsEditor {...part} part="query" />,
  signing: (part) => <SigningForm {...part} />,
  policy: (part) => <PolicyForm {...part} />,
  conditions: ({ value, update }) => (
    <div className={styles.form}>
      <ConditionsEditor
        label={channelStudio.conditions}
        hint={channelStudio.conditionsHint}
        value={value.conditions}
        onChange={(conditions) => update({ conditions })}
      />
    </div>
  ),
  about: (part) => <AboutForm {...part} />,
};

/** Of a step's request the rest is its channel's. */
const stepSections: readonly Section[] = ['body', 'headers', 'query', 'compare'];

/** The request template with everything that decides how it is sent; the preview is in the right pane. */
export function Studio({ tab }: { tab: Tab }) {
  const app = useApp();
  useEffect(() => releaseClosedModels(app.session), [app]);
  const choice = usePreviewContext(tab.id, tab.key);
  const templateContext = useTemplateContext(choice.context, choice.version);
  useLivePreview(tab.key, choice.context, choice.version);
  useChannelCheck(tab.key, choice.context, choice.version);
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'body');

  // Parts alone: a key typed into the body must not render what is around the editor.
  const headerCount = useTemplatePart(tab.key, ({ request }) => request.headers.length);
  const queryCount = useTemplatePart(tab.key, ({ request }) => request.query.length);
  // Kept while it stays the same: React then passes over the tabs when a key changes nothing but a section's content.
  const tabs = useMemo(() => {
    const findings = (prefix: string) => <SectionFindings templateKey={tab.key} prefix={prefix} />;
    const item = (id: PartSection, label: string) => ({
      id,
      label,
      content: <ChannelSection templateKey={tab.key} templateContext={templateContext} show={sections[id]} />,
    });
    const items = [
      {
        id: 'body' as const,
        label: channelStudio.body,
        findings: findings('body'),
        content: <BodyEditor templateKey={tab.key} templateContext={templateContext} />,
      },
      { ...item('headers', channelStudio.headers), count: headerCount ?? 0, findings: findings('headers') },
      { ...item('query', channelStudio.query), count: queryCount ?? 0, findings: findings('query') },
      { ...item('signing', channelStudio.signing), findings: findings('signing') },
      item('policy', channelStudio.policy),
      item('conditions', channelStudio.conditions),
      {
        id: 'compare' as const,
        label: channelStudio.compare,
        content: <CompareSection tabId={tab.id} templateKey={tab.key} choice={choice} />,
      },
      item('about', channelStudio.settings),
    ];
    const isOfStep = templateKind(tab.key) === 'step';
    return (
      <Tabs<Section>
        label={channelStudio.sections}
        selected={section}
        onSelect={setSection}
        haveControls
        className={styles.sections}
        items={isOfStep ? items.filter(({ id }) => stepSections.includes(id)) : items}
      />
    );
  }, [tab.id, tab.key, choice, templateContext, section, setSection, headerCount, queryCount]);

  return (
    <>
      <RequestLine templateKey={tab.key} templateContext={templateContext} />
      <PreviewChoiceLine choice={choice} />
      {tabs}
    </>
  );
}

/** Counts by itself: a key that brings or mends a finding renders its number, and not the tabs. */
function SectionFindings({ templateKey, prefix }: { templateKey: string; prefix: string }) {
  const { hasErrors, ...tally } = useFindingTally(templateKey, prefix);
  return <FindingCount {...tally} tone={hasErrors ? 'error' : 'warning'} />;
}

interface ChannelSectionProps {
  templateKey: string;
  templateContext: TemplateContext | null;
  show: (part: SectionPart) => ReactNode;
}

/** Gives a section its channel. It subscribes by itself, so that a key typed here renders this and not what is around it. */
const ChannelSection = memo(function ChannelSection({ templateKey, templateContext, show }: ChannelSectionProps) {
  const { value, ...part } = useChannelPart(templateKey, templateContext);
  const catalogue = useCatalogue();
  if (value === undefined || catalogue === null) return null;
  return show({ ...part, value, templateKey, catalogue });
});
