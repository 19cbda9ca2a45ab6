import { maxRecordedBytes, type Recording } from './recording.ts';

/** What all recordings of a host may hold together. */
export const maxRecordedBytesOfAll = 4 * maxRecordedBytes;

/** When the recordings hold more together, the largest gives up its oldest requests, until they do not. */
export function keepWithin(holders: Iterable<{ recording: Recording }>, limitBytes = maxRecordedBytesOfAll): void {
  let sizeBytes = 0;
  let largest: Recording | null = null;
  for (const { recording } of holders) {
    sizeBytes += recording.sizeBytes;
    if (largest === null || recording.sizeBytes > largest.sizeBytes) largest = recording;
  }
  if (largest === null || sizeBytes <= limitBytes) return;
  const restBytes = sizeBytes - largest.sizeBytes;
  while (largest.kept > 0 && restBytes + largest.sizeBytes > limitBytes) largest.dropOldest();
}
