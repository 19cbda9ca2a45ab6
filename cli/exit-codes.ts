/** What the command's exit code says. */
export const exitCodes = {
  fine: 0,
  /** The run's expectations do not hold, or it did not come to its end. */
  expectationsNotMet: 1,
  /** The command line, the workspace or something it asks for cannot be used. Nothing was sent. */
  badInput: 2,
  /** A bug, or output that cannot be written. */
  internal: 3,
  /** Ctrl+C: 128 + SIGINT, as shells have it. */
  interrupted: 130,
  /** SIGTERM, as a time limit of CI or `kill` sends it: 128 + SIGTERM. */
  terminated: 143,
} as const;
