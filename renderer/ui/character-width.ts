let canvas: CanvasRenderingContext2D | null = null;

/**
 * Of a mono face, in CSS pixels. Measured ten times as large: a canvas rounds the width of a letter to whole pixels, the page
 * does not.
 */
export function characterWidth({ fontSize, fontFamily, fontWeight }: CSSStyleDeclaration): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return 8;
  canvas.font = `${fontWeight} ${10 * Number.parseFloat(fontSize)}px ${fontFamily}`;
  return canvas.measureText('0').width / 10 || 8;
}
