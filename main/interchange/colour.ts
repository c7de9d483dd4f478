/** "#rrggbb" of a number 0xrrggbb; higher bits do not count. */
export const colourFromNumber = (rgb: number): string => `#${(rgb & 0xffffff).toString(16).padStart(6, '0')}`;

/** 0xrrggbb of "#rrggbb"; null for anything else. */
export function colourToNumber(colour: string | null): number | null {
  const digits = /^#([0-9a-f]{6})$/i.exec(colour ?? '')?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}
