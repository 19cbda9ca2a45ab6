import type { ViewId } from '../stores/session.ts';

/** A view that is opened for the first time has to be loaded; after a second nobody waits for the focus any more. */
const longestFrames = 60;

/** The attribute of the side list's element, with the view that it shows. */
export const sideListAttribute = 'data-side-list';

/** Puts the focus into the view's list as soon as it is there, or what stands first in an empty one. */
export function focusSideList(view: ViewId): void {
  let frames = 0;
  const attempt = (): void => {
    // Whoever has opened a dialog meanwhile stays there.
    if (document.activeElement?.closest('[role="dialog"], [role="alertdialog"]') != null) return;
    const pane = document.querySelector(`[${sideListAttribute}="${view}"]`);
    // While a view is loaded, the list of the one before may still be there, hidden.
    const lists = Array.from(pane?.querySelectorAll<HTMLElement>('[role="tree"], [role="listbox"]') ?? []);
    const list = lists.find((each) => each.checkVisibility());
    frames += 1;
    if (list !== undefined) list.focus();
    else if (frames < longestFrames) requestAnimationFrame(attempt);
    else pane?.querySelector<HTMLElement>('input, button')?.focus();
  };
  requestAnimationFrame(attempt);
}
