/**
 * Where a file of a packaged program really is: what runs as a process or thread of its own stands unpacked beside the
 * archive (electron-builder.yml). Elsewhere the path stays as it is.
 */
export function unpackedPath(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}
