import { Boxes, KeyRound, List, type LucideIcon, Play, Radio, Send, Workflow } from 'lucide-react';
import type { ViewId } from '../stores/session.ts';

export const viewOrder: readonly ViewId[] = [
  'projects',
  'channels',
  'workflows',
  'runs',
  'receivers',
  'deliveries',
  'signatures',
];

export const viewIcons: Readonly<Record<ViewId, LucideIcon>> = {
  projects: Boxes,
  channels: Send,
  workflows: Workflow,
  runs: Play,
  receivers: Radio,
  deliveries: List,
  signatures: KeyRound,
};
