/** On what holds a document and the messages at its foot. */
export const messagesOverAttribute = 'data-messages-over';
const footHeight = '--document-foot';

/** What stands at the foot of each area's document, with what tells of their heights. */
const feet = new WeakMap<HTMLElement, Set<HTMLElement>>();

/** As the `ref` of what stands at a document's foot: messages keep above it and all that is below it. */
export function keepMessagesAbove(foot: HTMLElement | null): (() => void) | undefined {
  const area = foot?.closest<HTMLElement>(`[${messagesOverAttribute}]`);
  if (foot === null || area === null || area === undefined) return undefined;
  const ofArea = feet.get(area) ?? new Set();
  feet.set(area, ofArea.add(foot));
  const measure = (): void => {
    const { bottom } = area.getBoundingClientRect();
    const heights = Array.from(ofArea, (each) => bottom - each.getBoundingClientRect().top);
    area.style.setProperty(footHeight, `${Math.max(0, ...heights)}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(foot);
  observer.observe(area);
  return () => {
    observer.disconnect();
    ofArea.delete(foot);
    measure();
  };
}
