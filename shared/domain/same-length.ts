/** Two recordings are of the same length to the ear within so much: programs round, and encoders add silence. */
export const SAME_LENGTH_SECONDS = 2;
