const DARK_INK = '#0b0d11';
const LIGHT_INK = '#ffffff';

/** Relative luminance of "#rrggbb", 0-1. @source WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The ink that can be read on a colour. @param colour "#rrggbb". */
export function inkOn(colour: string): string {
  // Where black and white contrast alike: (L + 0.05)^2 = 1.05 * 0.05.
  return luminance(colour) > 0.179 ? DARK_INK : LIGHT_INK;
}
