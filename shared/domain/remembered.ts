/** So many answers are kept; then it begins anew, which costs less than knowing which was asked for longest ago. */
const MOST_KEPT = 4_096;

/**
 * Answers again what was asked before, for texts that come again and again: the artists of a library are a tenth of its tracks.
 * @param answer Without side effects; what it gives is shared, so nobody may change it.
 */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const kept = known.get(text);
    // An answer may be undefined itself: asking again is right then, only slower.
    if (kept !== undefined) return kept;
    if (known.size >= MOST_KEPT) known.clear();
    const fresh = answer(text);
    known.set(text, fresh);
    return fresh;
  };
}
