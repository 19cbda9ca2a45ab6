import './zod-without-eval.ts';
import '@fontsource-variable/jetbrains-mono';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { features } from './features/feature-registry.ts';
import { createHost } from './host/host.ts';
import { claimWindowId } from './host/window-id.ts';
import { applyAppearance } from './shell/appearance.ts';
import { guardPaste } from './shell/paste-guard.ts';
import { closeWhatIsRemoved } from './shell/removed-from-log.ts';
import { createApp } from './stores/app.ts';
import { WindowApp } from './window-app.tsx';

const host = createHost(window);
const app = createApp(host.link.client, () => claimWindowId(window));
for (const { onRenamed } of features) if (onRenamed) app.onRenamed((rename) => onRenamed(app, rename));
app.engine.on('runs.removed', () => void closeWhatIsRemoved(app));
guardPaste(document, app.toast);
applyAppearance(window, app.session, host.bridge);

// What is not saved yet goes out before the page does; the engine answers even when nobody waits any more.
window.addEventListener('pagehide', () => void app.flush());
window.addEventListener('blur', () => void app.drafts.flush());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <WindowApp app={app} host={host} />
  </StrictMode>,
);
