/** What puts back what has been written so far, in the order in which it was. */
export type WayBack = (() => Promise<unknown>)[];

/** Does work in steps, each of which says how it is put back: when one is refused, those before it are. Rejects as the work does. */
export async function allOrNothing(work: (back: WayBack) => Promise<void>): Promise<void> {
  const back: WayBack = [];
  try {
    await work(back);
  } catch (error) {
    for (const undo of back.reverse()) await undo().catch(() => {});
    throw error;
  }
}
