// The command line: the TypeScript entry runs as it is, no build is needed.
import './require-node.mjs';

const { runCli } = await import('#main/host/cli-entry.ts');
process.exitCode = await runCli(process.argv.slice(2), {
  line: (text) => console.log(text),
  error: (text) => console.error(text),
});
