import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32; // 256 bits

/** Compares digests of equal length, so that the time says nothing about where two secrets differ. */
function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

const randomToken = () => randomBytes(TOKEN_BYTES).toString('base64url');

/** The value of cookie `name` in a Cookie header. */
function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return null;
}

/**
 * Who may talk to this server: whoever has opened a link that was printed in its terminal. A link works once and is
 * exchanged for a cookie that lives as long as the browser and the server do.
 */
export class Session {
  private readonly secret = randomToken();
  private openLink: string | null = null;
  private readonly cookieName: string;

  /** @param port Part of the cookie's name: browsers keep one jar for all ports of a host. */
  constructor(port: number) {
    this.cookieName = `musicforge_${port}`;
  }

  /** A fresh one-time token; the one before it is void. */
  issueToken(): string {
    this.openLink = randomToken();
    return this.openLink;
  }

  /** @returns The Set-Cookie header for a valid token, which is thereby used up; else null. */
  redeem(token: string): string | null {
    if (this.openLink === null || !sameSecret(token, this.openLink)) return null;
    this.openLink = null;
    return `${this.cookieName}=${this.secret}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** @param cookieHeader The request's Cookie header. */
  isOpenTo(cookieHeader: string | undefined): boolean {
    const value = readCookie(cookieHeader, this.cookieName);
    return value !== null && sameSecret(value, this.secret);
  }
}
