declare const unit: unique symbol;

/** Beats per minute. */
export type Bpm = number & { readonly [unit]: 'bpm' };
/** A point in time or a length, in seconds from the start of the decoded audio. */
export type Seconds = number & { readonly [unit]: 'seconds' };
/** Loudness in LUFS (EBU R128). */
export type Lufs = number & { readonly [unit]: 'lufs' };

// The one place where raw numbers become units.
export const bpm = (value: number): Bpm => value as Bpm;
export const seconds = (value: number): Seconds => value as Seconds;
export const lufs = (value: number): Lufs => value as Lufs;
