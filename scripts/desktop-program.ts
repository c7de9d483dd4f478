import { downloadElectron, type ElectronDownload } from './electron-download.ts';
import { checkElectron } from './electron-readiness.ts';

/** @param root Folder of the project. @returns The Electron program, fetched if need be, or why there is none. */
export async function desktopProgram(root: string): Promise<ElectronDownload> {
  const readiness = await checkElectron(root, {
    platform: process.platform,
    environment: process.env,
    userId: process.getuid?.() ?? null,
  });
  if (readiness.state === 'unusable') return { failure: readiness.reason };
  if (readiness.state === 'ready') return { program: readiness.program };
  console.log('Fetching the Electron binary (once) ...');
  return downloadElectron(root);
}
