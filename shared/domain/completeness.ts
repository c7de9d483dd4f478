/** How complete the data of a track are, in whole percent; 100 only where nothing is wrong. @param score 0-1. */
export const percentComplete = (score: number): number => Math.floor(score * 100 + 1e-9);
