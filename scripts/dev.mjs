import './require-node.mjs';

await import('./dev-app.ts');
