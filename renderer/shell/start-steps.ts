import { Boxes, List, type LucideIcon, Play, Plug } from 'lucide-react';
import type { RunRecord } from '../../core/contract/index.ts';
import type { App } from '../stores/app.ts';
import type { ProjectRow } from '../stores/data.ts';
import { type DocumentsState, documentName, selectDocuments } from '../stores/documents.ts';
import type { TabReference, ViewId } from '../stores/session.ts';
import { frame } from '../strings/frame.ts';
import { runs as runWords } from '../strings/runs.ts';

export interface StartFacts {
  documents: Pick<DocumentsState, 'byId'>;
  projects: readonly ProjectRow[];
  latestRun: RunRecord | undefined;
}

/** A step of the main job: what it is, what this workspace has for it, and where it leads. */
export interface StartStep {
  icon: LucideIcon;
  title: string;
  detail: string;
  view: ViewId;
  /** A tab to open, or the command that makes the first thing of its kind. */
  leadsTo: TabReference | { command: string };
}

const words = frame.start;

/** The main job in four steps, each with the first thing of its kind, or the latest run. */
export function startSteps({ documents, projects, latestRun }: StartFacts): StartStep[] {
  const [project] = projects;
  const [channel] = selectDocuments(documents, 'channel');
  const [scenario] = selectDocuments(documents, 'scenario');
  return [
    {
      icon: Boxes,
      title: words.webhooks,
      view: 'projects',
      ...(project === undefined
        ? { detail: words.noProject, leadsTo: { command: 'project.add' } }
        : { detail: words.firstOf(project.name, projects.length), leadsTo: tab('project', project.object.id) }),
    },
    {
      icon: Plug,
      title: words.template,
      view: 'channels',
      ...(channel === undefined
        ? { detail: words.noChannel, leadsTo: { command: 'channel.add' } }
        : { detail: words.channel(documentName(channel)), leadsTo: tab('channel', channel.key) }),
    },
    {
      icon: Play,
      title: words.run,
      view: 'runs',
      // A scenario starts its receivers; a run of one's own would find nobody at the example's addresses.
      ...(scenario === undefined
        ? { detail: words.noScenario, leadsTo: tab('run-setup', '') }
        : { detail: words.scenario(documentName(scenario)), leadsTo: tab('scenario', scenario.key) }),
    },
    {
      icon: List,
      title: words.deliveries,
      ...(latestRun === undefined
        ? { detail: words.noRun, view: 'deliveries' as const, leadsTo: tab('deliveries', '') }
        : { detail: runDetail(latestRun), view: 'runs' as const, leadsTo: tab('run', latestRun.id) }),
    },
  ];
}

export function takeStep(app: App, { view, leadsTo }: StartStep, runCommand: (id: string) => unknown): void {
  app.session.setState({ view });
  if ('command' in leadsTo) void runCommand(leadsTo.command);
  else app.openTab(leadsTo);
}

function tab(kind: string, key: string): TabReference {
  return { kind, key };
}

function runDetail({ number, counts }: RunRecord): string {
  const outcomes = (['delivered', 'undelivered', 'skipped', 'stopped', 'active'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => runWords.counts[name](counts[name]));
  return [runWords.runTitle(number), ...outcomes].join(' · ');
}
