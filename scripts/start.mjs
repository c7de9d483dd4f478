import './require-node.mjs';
import './caller-folder.mjs';

await import('./start-app.ts');
