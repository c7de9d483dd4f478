import { randomBytes } from 'node:crypto';

/** Stands in the built page wherever a nonce belongs; `withNonce` replaces it in each response. */
export const NONCE_PLACEHOLDER = '__MUSICFORGE_CSP_NONCE__';

/** @returns 128 random bits in base64, for one response. */
export function createNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The content security policy of the page, for a style nonce made with `createNonce`. No script or style is `unsafe-*`. */
export function contentSecurityPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    // WebAssembly may be compiled (time-stretching): no text is ever run as script by it.
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    // The bundled typeface; the rest closes what default-src does not cover.
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every response of the host, whatever it carries. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};

/** @param html The built page. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(NONCE_PLACEHOLDER, nonce);
}
