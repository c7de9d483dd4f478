/** Keys have a meaning of their own there: signs and arrows belong to the text, undo takes back what was typed. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
}
