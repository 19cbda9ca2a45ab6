/** Counts the messages between attempts and the bytes of the bodies they keep; a body shared by several counts once. */
export interface WaitingRoom {
  enter(body: Uint8Array): void;
  leave(body: Uint8Array): void;
  messages(): number;
  bytes(): number;
}

export function createWaitingRoom(): WaitingRoom {
  const users = new Map<Uint8Array, number>();
  let messages = 0;
  let bytes = 0;
  return {
    enter(body) {
      const before = users.get(body) ?? 0;
      users.set(body, before + 1);
      if (before === 0) bytes += body.byteLength;
      messages += 1;
    },
    leave(body) {
      const before = users.get(body) ?? 0;
      if (before <= 1) {
        users.delete(body);
        bytes -= body.byteLength;
      } else {
        users.set(body, before - 1);
      }
      messages -= 1;
    },
    messages: () => messages,
    bytes: () => bytes,
  };
}
