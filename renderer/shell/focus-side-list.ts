import type { ViewId } from '../stores/session.ts';

/** A view that is opened for the first time has to be loaded; after a second nobody waits for the focus any more. */
const longestFrames = 60;

/** The attribute of the side list's element, with the view that it shows. */
export const sideListAttribute = 'data-side-list';

/** Puts the focus into the view's list as soon as it is there, or what stands first in an empty one. */
export function focusSideList(view: ViewId): void {
  const before = document.activeElement;
  let frames = 0;
  const attempt = (): void => {
    // Whoever has gone elsewhere meanwhile stays there.
    const now = document.activeElement;
    if (now !== before && now !== document.body) return;
    const pane = document.querySelector(`[${sideListAttribute}="${view}"]`);
    const list = pane?.querySelector<HTMLElement>('[role="tree"], [role="listbox"]');
    frames += 1;
    if (list != null) list.focus();
    else if (frames < longestFrames) requestAnimationFrame(attempt);
    else pane?.querySelector<HTMLElement>('input, button')?.focus();
  };
  requestAnimationFrame(attempt);
}
