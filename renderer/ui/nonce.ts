/** Nonce of this page's style policy, for the few libraries that make a <style> of their own; undefined without one. */
export function pageNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || undefined;
}
