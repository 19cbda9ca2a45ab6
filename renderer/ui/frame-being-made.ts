/** Whether the callbacks of a frame have begun and it has not been painted yet. */
let isBeingMade = false;

/** Runs a task in the callbacks of the next frame. */
export function beforeNextPaint(task: () => void): void {
  requestAnimationFrame(() => {
    isBeingMade = true;
    // A message that is posted now arrives after the paint.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      isBeingMade = false;
      port1.close();
    };
    port2.postMessage(null);
    task();
  });
}

/** What an editor is told now it paints a frame later, unless it is made to do so at once. */
export function isFrameBeingMade(): boolean {
  return isBeingMade;
}
