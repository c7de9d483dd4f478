// The command line: the TypeScript entry runs as it is, no build is needed.
import './require-node.mjs';
import './caller-folder.mjs';

// A reader that has seen enough (`| head`) closes the pipe: that is an end, not a crash.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { endWithParent } = await import('./end-with-parent.ts');
endWithParent(process.env);
const { runCli } = await import('#main/host/cli-entry.ts');
process.exitCode = await runCli(process.argv.slice(2), {
  line: (text) => console.log(text),
  error: (text) => console.error(text),
});
