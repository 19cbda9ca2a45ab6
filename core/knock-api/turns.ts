/** Lets one operation begin only when the one before it has ended: what is read, merged and written must not overlap. */
export type InTurn = <T>(operation: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (operation) => {
    const result = last.then(operation);
    last = result.catch(() => {});
    return result;
  };
}
