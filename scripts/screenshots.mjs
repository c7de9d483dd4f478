import './require-node.mjs';

await import('./screenshots.ts');
