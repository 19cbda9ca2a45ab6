export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const defaultWindowSize = { width: 1440, height: 900 };
export const minimumWindowSize = { width: 880, height: 560 };

/** Enough of the title bar must be on a screen to be taken hold of. */
const graspable = { width: 120, height: 32 };

/**
 * Bounds to open the window with. A place that no screen shows any more (a monitor was unplugged) is dropped, so that
 * the system centres the window; the size never exceeds the screen it lands on.
 */
export function fitToDisplays(
  bounds: Rectangle | null,
  workAreas: readonly Rectangle[],
): { x?: number; y?: number; width: number; height: number } {
  const home = bounds === null ? undefined : workAreas.find((area) => canGrasp(bounds, area));
  const area = home ?? workAreas[0];
  const wanted = bounds ?? defaultWindowSize;
  const width = area === undefined ? wanted.width : Math.min(wanted.width, area.width);
  const height = area === undefined ? wanted.height : Math.min(wanted.height, area.height);
  return home === undefined || bounds === null ? { width, height } : { x: bounds.x, y: bounds.y, width, height };
}

function canGrasp(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopVisible = bounds.y >= area.y && bounds.y + graspable.height <= area.y + area.height;
  return visibleWidth >= graspable.width && isTopVisible;
}
