/** Words above a document whose save failed or met another change. */
export const documentNotices = {
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
} as const;
